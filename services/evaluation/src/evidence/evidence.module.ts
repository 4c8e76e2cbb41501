import { FeatureModule } from '@ctg/web-service';
import { compareJudgements, compareMeasures } from './compare.js';
import { EvidencePieceRow, evidencePieces } from './evidence-piece-row.js';
import { EvidenceRow, evidences } from './evidence-row.js';
import { conclude, judge, recordFollowUp } from './judgement.js';
import { listBaselines, listJudgements, listMeasures, listOpinions } from './list-evidence.js';
import { correctMeasure, recordBaseline, recordMeasure } from './measure.js';
import { recordOpinion } from './opinion.js';
import { getEvaluation } from './read-evaluation.js';

/** Measures, opinions, judgements, conclusions. */
@FeatureModule({
  commands: [recordBaseline, recordMeasure, correctMeasure, recordOpinion, judge, conclude, recordFollowUp],
  queries: [
    getEvaluation,
    listMeasures,
    listBaselines,
    listOpinions,
    listJudgements,
    compareJudgements,
    compareMeasures,
  ],
  projections: [evidences, evidencePieces],
  entities: [EvidenceRow, EvidencePieceRow],
})
export class EvidenceModule {}
