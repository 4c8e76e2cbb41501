import { FeatureModule } from '@ctg/web-service';
import { readState, readStateSection } from './read-state.js';

/** What is known and in force on a day. */
@FeatureModule({
  queries: [readState, readStateSection],
})
export class StateModule {}
