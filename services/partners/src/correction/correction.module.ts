import { correctionCommands } from '@ctg/decider';
import { FeatureModule, registeredIn } from '@ctg/web-service';
import { conventions } from '../convention/convention-row.js';
import { bodies } from '../governance/body-row.js';
import { meetings } from '../governance/meeting-row.js';
import { mandates } from '../mandate/mandate-row.js';
import { organisations } from '../organisation/organisation-row.js';
import { ofConventions, ofOrganisations } from './correctable.js';
import { organisationsRecordedBy, recordedBy } from './recorded-by.js';

const service = 'partners';

const assertRegistered = registeredIn('organisation');

const inConventions = correctionCommands({
  service,
  route: '/conventions/:conventionId',
  subject: ({ conventionId = '' }) => conventionId,
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
  assertRegistered,
  recordedBy,
  kinds: ofConventions,
  waitsFor: [conventions.name],
});

const ofAnOrganisation = correctionCommands({
  service,
  of: 'organisation',
  route: '/organisations/:organisation',
  subject: ({ cafId, organisation }) => `${cafId}_${organisation}`,
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  assertRegistered,
  recordedBy: organisationsRecordedBy,
  kinds: ofOrganisations,
  waitsFor: [organisations.name, conventions.name, bodies.name, meetings.name, mandates.name],
});

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({ commands: [...inConventions, ...ofAnOrganisation] })
export class CorrectionModule {}
