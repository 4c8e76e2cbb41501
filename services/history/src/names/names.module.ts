import { FeatureModule } from '@ctg/web-service';
import { NameRow, names } from './name-row.js';

/** What ids are called. */
@FeatureModule({
  projections: [names],
  entities: [NameRow],
})
export class NamesModule {}
