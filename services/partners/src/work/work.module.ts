import { FeatureModule } from '@ctg/web-service';
import { KnownReview, knownReviews } from '../action-plan/known-review.js';
import { listWork } from './list-work.js';

/** What awaits whom. */
@FeatureModule({ queries: [listWork], projections: [knownReviews], entities: [KnownReview] })
export class WorkModule {}
