import { FeatureModule } from '@ctg/web-service';
import { listResults, listValuedActions } from './list-valued-actions.js';
import { readYearlyReview } from './yearly-review.js';

/** The actions of a year, brought to light. */
@FeatureModule({ queries: [readYearlyReview, listValuedActions, listResults] })
export class YearlyReviewModule {}
