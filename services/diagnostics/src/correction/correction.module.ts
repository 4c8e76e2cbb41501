import { consultation, diagnostic, need, offer, priority, value } from '@ctg/convention/diagnostic';
import { correctionCommands } from '@ctg/decider';
import { assertRegistered, FeatureModule } from '@ctg/web-service';
import { evidenceContributors } from '../rights.js';

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({
  commands: [
    ...correctionCommands({
      service: 'diagnostics',
      route: '/conventions/:conventionId',
      subject: ({ conventionId = '' }) => conventionId,
      roles: evidenceContributors,
      assertRegistered,
      kinds: [
        { decider: value, names: ['indicator', 'unit', 'geography', 'year', 'source', 'retrievedOn'] },
        { decider: offer },
        { decider: consultation },
        { decider: need },
        { decider: priority },
        { decider: diagnostic },
      ],
    }),
  ],
})
export class CorrectionModule {}
