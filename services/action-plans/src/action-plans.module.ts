import {
  CreateKnownOrganisation1764600000000,
  KnownDecisionsModule,
  KnownOrganisationsModule,
  ServiceModule,
} from '@ctg/web-service';
import { ActionModule } from './action/action.module.js';
import { KnownAmendmentsModule } from './amendment/known-amendments.module.js';
import { CorrectionModule } from './correction/correction.module.js';
import { KnownDiagnosticModule } from './diagnostic/known-diagnostic.module.js';
import { IndicatorModule } from './indicator/indicator.module.js';
import { MeansModule } from './means/means.module.js';
import { OperationModule } from './operation/operation.module.js';
import { PlanModule } from './plan/plan.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { refusals } from './refusals.js';
import { RoleModule } from './role/role.module.js';
import { StatusModule } from './status/status.module.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreateActionPlans1764000000000 } from './tables/create-action-plans.js';
import { FindRoles1765300000001 } from './tables/find-roles.js';
import { KeepPieces1765400000000 } from './tables/keep-pieces.js';
import { KnowAmendments1764700000000 } from './tables/know-amendments.js';
import { KnowOffers1765000000001 } from './tables/know-offers.js';
import { KnowTakenNeeds1765100000000 } from './tables/know-taken-needs.js';
import { OrderLearned1765300000000 } from './tables/order-learned.js';

/** What will be done, by whom, with what: axes, objectives, actions, operations, roles, means, indicators, progress. */
@ServiceModule({
  name: 'action-plans',
  title: 'Plan d’actions',
  refusals,
  migrations: [
    CreateActionPlans1764000000000,
    CreateKnownOrganisation1764600000000,
    KnowAmendments1764700000000,
    AddTenant1765000000000,
    KnowOffers1765000000001,
    KnowTakenNeeds1765100000000,
    OrderLearned1765300000000,
    FindRoles1765300000001,
    KeepPieces1765400000000,
  ],
  imports: [
    PlanModule,
    ActionModule,
    OperationModule,
    RoleModule,
    MeansModule,
    IndicatorModule,
    StatusModule,
    ProgressModule,
    KnownDiagnosticModule,
    KnownDecisionsModule,
    KnownAmendmentsModule,
    KnownOrganisationsModule,
    CorrectionModule,
  ],
})
export class ActionPlansModule {}
