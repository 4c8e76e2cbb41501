import {
  consultation,
  diagnostic,
  need,
  offer,
  priority,
  takenOver,
  value,
} from '@ctg/convention/diagnostic';
import { correctionCommands } from '@ctg/decider';
import { assertRegistered, FeatureModule } from '@ctg/web-service';
import { evidenceContributors } from '../rights.js';
import { assertNotTakenOver, takenOvers } from '../taken-over/taken-over-row.js';

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
        {
          decider: value,
          names: ['indicator', 'unit', 'geography', 'year', 'source', 'retrievedOn'],
          assertUnused: assertNotTakenOver,
        },
        { decider: offer },
        { decider: consultation },
        { decider: need, assertUnused: assertNotTakenOver },
        { decider: priority },
        { decider: diagnostic },
        { decider: takenOver, names: ['previousConventionId', 'evidence'] },
      ],
      waitsFor: [takenOvers.name],
    }),
  ],
})
export class CorrectionModule {}
