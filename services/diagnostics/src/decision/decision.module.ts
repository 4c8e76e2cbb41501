import { FeatureModule } from '@ctg/web-service';
import { listDecisions } from './list-decisions.js';

/** Decisions of the bodies, as partners tells them. */
@FeatureModule({ queries: [listDecisions] })
export class DecisionModule {}
