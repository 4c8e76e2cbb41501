import { correctionCommands } from '@ctg/decider';
import { FeatureModule, registeredIn } from '@ctg/web-service';
import { conventions } from '../convention/convention-row.js';
import { governances } from '../governance/governance-row.js';
import { mandates } from '../mandate/mandate-row.js';
import { ofConventions, ofOrganisations } from './correctable.js';
import { recordedBy } from './recorded-by.js';

const service = 'partners';

const assertRegistered = registeredIn('organisation');

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({
  commands: [
    ...correctionCommands({
      service,
      route: '/conventions/:conventionId',
      subject: ({ conventionId = '' }) => conventionId,
      roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer', 'legal_representative'],
      assertRegistered,
      recordedBy,
      kinds: ofConventions,
      waitsFor: [conventions.name],
    }),
    ...correctionCommands({
      service,
      of: 'organisation',
      route: '/organisations/:organisation',
      subject: ({ cafId, organisation }) => `${cafId}_${organisation}`,
      roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
      assertRegistered,
      recordedBy,
      kinds: ofOrganisations,
      waitsFor: [conventions.name, governances.name, mandates.name],
    }),
  ],
})
export class CorrectionModule {}
