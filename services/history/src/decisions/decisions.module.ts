import { FeatureModule } from '@ctg/web-service';
import { listDecisions } from './list-decisions.js';

/** Who decided what, on which evidence, and what followed. */
@FeatureModule({ queries: [listDecisions] })
export class DecisionsModule {}
