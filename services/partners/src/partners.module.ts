import { ServiceModule } from '@ctg/web-service';
import { AmendmentModule } from './amendment/amendment.module.js';
import { ConventionModule } from './convention/convention.module.js';
import { CorrectionModule } from './correction/correction.module.js';
import { CoverageModule } from './coverage/coverage.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { MandateModule } from './mandate/mandate.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { refusals } from './refusals.js';
import { SigningModule } from './signing/signing.module.js';
import { AddTenant1765000000000 } from './tables/add-tenant.js';
import { CreatePartnersTables1700000001000 } from './tables/create-partners.js';
import { DivideGovernance1765400000000 } from './tables/divide-governance.js';
import { FindByLines1765300000000 } from './tables/find-by-lines.js';
import { FindConventions1765100000000 } from './tables/find-conventions.js';
import { KnowPlans1764700000000 } from './tables/know-plans.js';
import { OrderConventions1765200000000 } from './tables/order-conventions.js';
import { TenantOfKnownPlans1764800000000 } from './tables/tenant-of-known-plans.js';
import { WorkModule } from './work/work.module.js';

/** Who is party to a convention, and its contractual life. */
@ServiceModule({
  name: 'partners',
  title: 'Partenaires et conventions',
  refusals,
  ownsConventions: true,
  migrations: [
    CreatePartnersTables1700000001000,
    KnowPlans1764700000000,
    TenantOfKnownPlans1764800000000,
    AddTenant1765000000000,
    FindConventions1765100000000,
    OrderConventions1765200000000,
    FindByLines1765300000000,
    DivideGovernance1765400000000,
  ],
  imports: [
    OrganisationModule,
    ConventionModule,
    SigningModule,
    AmendmentModule,
    CoverageModule,
    GovernanceModule,
    MandateModule,
    WorkModule,
    CorrectionModule,
  ],
})
export class PartnersModule {}
