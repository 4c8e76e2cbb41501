import { FeatureModule } from '@ctg/web-service';
import { getCoverage } from './get-coverage.js';
import { listPlaceConventions } from './list-place-conventions.js';

/** Which convention covers a place on a day. */
@FeatureModule({ queries: [getCoverage, listPlaceConventions] })
export class CoverageModule {}
