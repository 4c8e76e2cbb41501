import {
  CreateKnownOrganisation1764600000000,
  KnownDecisionsModule,
  KnownOrganisationsModule,
  ServiceModule,
} from '@ctg/web-service';
import { CorrectionModule } from './correction/correction.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { KnownIndicatorsModule } from './indicator/known-indicators.module.js';
import { ProtocolModule } from './protocol/protocol.module.js';
import { refusals } from './refusals.js';
import { AddEvidencePieces1765400000000 } from './tables/add-evidence-pieces.js';
import { AddTakenOver1765100000000 } from './tables/add-taken-over.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreateEvaluationTables1700000004000 } from './tables/create-evaluation.js';
import { NameDecisions1765200000000 } from './tables/name-decisions.js';
import { OrderProtocols1765300000000 } from './tables/order-protocols.js';
import { TakenOverModule } from './taken-over/taken-over.module.js';

/** What the actions of a convention changed: protocols, measures, opinions, judgements. */
@ServiceModule({
  name: 'evaluation',
  title: 'Évaluation',
  refusals,
  migrations: [
    CreateEvaluationTables1700000004000,
    CreateKnownOrganisation1764600000000,
    AddTenant1765000000000,
    AddTakenOver1765100000000,
    NameDecisions1765200000000,
    OrderProtocols1765300000000,
    AddEvidencePieces1765400000000,
  ],
  imports: [
    ProtocolModule,
    EvidenceModule,
    TakenOverModule,
    KnownIndicatorsModule,
    KnownDecisionsModule,
    KnownOrganisationsModule,
    CorrectionModule,
  ],
})
export class EvaluationModule {}
