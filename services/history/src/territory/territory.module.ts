import { FeatureModule } from '@ctg/web-service';
import { TerritoryCommune, TerritoryRow, territories } from './territory-row.js';

/** By which communes a convention is found. */
@FeatureModule({ projections: [territories], entities: [TerritoryRow, TerritoryCommune] })
export class TerritoryModule {}
