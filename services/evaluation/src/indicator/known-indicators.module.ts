import { FeatureModule } from '@ctg/web-service';
import { KnownIndicatorRow, knownIndicators } from './known-indicator.js';

/** Indicators, as action plans tells them. */
@FeatureModule({ projections: [knownIndicators], entities: [KnownIndicatorRow] })
export class KnownIndicatorsModule {}
