import { correctionCommands } from '@ctg/decider';
import { FeatureModule, registeredIn } from '@ctg/web-service';
import { ofConventions, ofOrganisations } from './correctable.js';

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
      kinds: ofConventions,
    }),
    ...correctionCommands({
      service,
      of: 'organisation',
      route: '/organisations/:organisation',
      subject: ({ cafId, organisation }) => `${cafId}_${organisation}`,
      roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
      assertRegistered,
      kinds: ofOrganisations,
    }),
  ],
})
export class CorrectionModule {}
