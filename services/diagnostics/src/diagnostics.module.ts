import {
  CreateKnownOrganisation1764600000000,
  KnownDecisionsModule,
  KnownOrganisationsModule,
  ServiceModule,
} from '@ctg/web-service';
import { ConsultationModule } from './consultation/consultation.module.js';
import { CorrectionModule } from './correction/correction.module.js';
import { DecisionModule } from './decision/decision.module.js';
import { DiagnosticModule } from './diagnostic/diagnostic.module.js';
import { NeedModule } from './need/need.module.js';
import { OfferModule } from './offer/offer.module.js';
import { PriorityModule } from './priority/priority.module.js';
import { refusals } from './refusals.js';
import { AddTakenOver1765100000000 } from './tables/add-taken-over.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreateDiagnostics1764000000000 } from './tables/create-diagnostics.js';
import { OrderDecisions1765300000000 } from './tables/order-decisions.js';
import { TakenOverModule } from './taken-over/taken-over.module.js';
import { ValueModule } from './value/value.module.js';

/**
 * What a territory needs and already has: values, inventory, consultations, needs that rest on them, ranked priorities,
 * versions frozen by the copil.
 */
@ServiceModule({
  name: 'diagnostics',
  title: 'Diagnostic partagé',
  refusals,
  migrations: [
    CreateDiagnostics1764000000000,
    CreateKnownOrganisation1764600000000,
    AddTenant1765000000000,
    AddTakenOver1765100000000,
    OrderDecisions1765300000000,
  ],
  imports: [
    DiagnosticModule,
    ValueModule,
    OfferModule,
    ConsultationModule,
    NeedModule,
    PriorityModule,
    TakenOverModule,
    DecisionModule,
    KnownDecisionsModule,
    KnownOrganisationsModule,
    CorrectionModule,
  ],
})
export class DiagnosticsModule {}
