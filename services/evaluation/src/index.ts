/** What the actions of a convention changed: protocols, measures, opinions, judgements. */
import type { ServiceDefinition } from '@ctg/web-service';
import { compareJudgements, compareMeasures } from './evidence/compare.js';
import { EvidenceRow, evidences } from './evidence/evidence-row.js';
import { conclude, judge, recordFollowUp } from './evidence/judgement.js';
import { listBaselines, listJudgements, listMeasures, listOpinions } from './evidence/list-evidence.js';
import { correctMeasure, recordBaseline, recordMeasure } from './evidence/measure.js';
import { recordOpinion } from './evidence/opinion.js';
import { getEvaluation } from './evidence/read-evaluation.js';
import { KnownDecisionRow, knownDecisions } from './learned/known-decision.js';
import { KnownIndicatorRow, knownIndicators } from './learned/known-indicator.js';
import { listProtocols } from './protocol/list-protocols.js';
import { openProtocol } from './protocol/open-protocol.js';
import { ProtocolRow, protocols } from './protocol/protocol-row.js';
import { CreateEvaluationTables1700000004000 } from './tables/create-evaluation.js';

export const evaluationService: ServiceDefinition = {
  name: 'evaluation',
  title: 'Évaluation',
  commands: [
    openProtocol,
    recordBaseline,
    recordMeasure,
    correctMeasure,
    recordOpinion,
    judge,
    conclude,
    recordFollowUp,
  ],
  queries: [
    listProtocols,
    getEvaluation,
    listMeasures,
    listBaselines,
    listOpinions,
    listJudgements,
    compareJudgements,
    compareMeasures,
  ],
  projections: [knownDecisions, knownIndicators, protocols, evidences],
  entities: [KnownDecisionRow, KnownIndicatorRow, ProtocolRow, EvidenceRow],
  migrations: [CreateEvaluationTables1700000004000],
};
