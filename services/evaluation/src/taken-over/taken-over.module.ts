import { FeatureModule } from '@ctg/web-service';
import { listTakenOver } from './list-taken-over.js';
import { takeOverEvidence } from './take-over-evidence.js';
import { TakenOverRow, takenOvers } from './taken-over-row.js';

/** What a convention takes over of the evaluation of the one that it renews. */
@FeatureModule({
  commands: [takeOverEvidence],
  queries: [listTakenOver],
  projections: [takenOvers],
  entities: [TakenOverRow],
})
export class TakenOverModule {}
