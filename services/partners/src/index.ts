/** Who is party to a convention, and its contractual life. */
import type { ServiceDefinition } from '@ctg/web-service';
import { listAmendments } from './amendment/list-amendments.js';
import { abandonAmendment, proposeAmendment } from './amendment/propose-amendment.js';
import { ConventionRow, conventions } from './convention/convention-row.js';
import {
  lapseConvention,
  recordRenewal,
  terminateConvention,
  withdrawSignatory,
} from './convention/ending.js';
import { fileDocument } from './convention/file-document.js';
import { listConventions } from './convention/list-conventions.js';
import { listSignatories } from './convention/list-signatories.js';
import { addTheme, openConvention, scopeConvention } from './convention/open-convention.js';
import {
  associatePartner,
  designateSignatory,
  endPartnership,
  removeSignatory,
} from './convention/parties.js';
import { changePerimeter } from './convention/perimeter.js';
import { getConvention } from './convention/read-convention.js';
import { GovernanceRow, governances } from './governance/governance-row.js';
import { createBody, holdMeeting, recordDecision } from './governance/hold-meeting.js';
import { listBodies, listDecisions, listMeetings } from './governance/list-governance.js';
import { appointCooperationOfficer, endMandate, handOverMandate } from './mandate/mandate.js';
import { MandateRow, mandates } from './mandate/mandate-row.js';
import { getMandate, listMandates } from './mandate/read-mandate.js';
import { listOrganisations } from './organisation/list-organisations.js';
import { OrganisationRow, organisations } from './organisation/organisation-row.js';
import { registerOrganisation } from './organisation/register-organisation.js';
import { recordAmendmentDeliberation, recordDeliberation } from './signing/deliberation.js';
import { recordAmendmentReceipt, recordLegalityReceipt } from './signing/legality-receipt.js';
import { sign, signAmendment } from './signing/signature.js';
import { CreatePartnersTables1700000001000 } from './tables/create-partners.js';

export const partnersService: ServiceDefinition = {
  name: 'partners',
  title: 'Partenaires et conventions',
  ownsConventions: true,
  commands: [
    registerOrganisation,
    openConvention,
    scopeConvention,
    changePerimeter,
    addTheme,
    designateSignatory,
    removeSignatory,
    associatePartner,
    endPartnership,
    createBody,
    holdMeeting,
    recordDecision,
    appointCooperationOfficer,
    handOverMandate,
    endMandate,
    fileDocument,
    recordDeliberation,
    recordLegalityReceipt,
    sign,
    proposeAmendment,
    recordAmendmentDeliberation,
    recordAmendmentReceipt,
    signAmendment,
    abandonAmendment,
    withdrawSignatory,
    terminateConvention,
    lapseConvention,
    recordRenewal,
  ],
  queries: [
    listConventions,
    getConvention,
    listSignatories,
    listAmendments,
    listBodies,
    listMeetings,
    listDecisions,
    getMandate,
    listMandates,
    listOrganisations,
  ],
  projections: [organisations, conventions, governances, mandates],
  entities: [OrganisationRow, ConventionRow, GovernanceRow, MandateRow],
  migrations: [CreatePartnersTables1700000001000],
};
