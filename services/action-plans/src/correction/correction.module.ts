import { action, axis, objective, plan, progress } from '@ctg/convention/plan';
import { correctionCommands } from '@ctg/decider';
import { assertRegistered, FeatureModule } from '@ctg/web-service';
import { proposers } from '../rights.js';
import { recordedBy } from './recorded-by.js';

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({
  commands: [
    ...correctionCommands({
      service: 'action-plans',
      route: '/conventions/:conventionId',
      subject: ({ conventionId = '' }) => conventionId,
      roles: proposers,
      assertRegistered,
      recordedBy,
      kinds: [
        { decider: plan },
        { decider: axis },
        { decider: objective },
        { decider: action, names: ['from', 'to', 'actionId'] },
        { decider: progress },
      ],
    }),
  ],
})
export class CorrectionModule {}
