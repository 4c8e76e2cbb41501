import { FeatureModule } from '@ctg/web-service';
import { correctValue } from './correct-value.js';
import { listValues } from './list-values.js';
import { recordValue } from './record-value.js';
import { ValueRow, values } from './value-row.js';

/** Figures of the territory, with their sources. */
@FeatureModule({
  commands: [recordValue, correctValue],
  queries: [listValues],
  projections: [values],
  entities: [ValueRow],
})
export class ValueModule {}
