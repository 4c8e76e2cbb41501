import type { DataOf } from '@ctg/contracts';
import { ConsultationRecorded, PriorityProposed } from '@ctg/contracts/diagnostics';
import {
  consultation,
  diagnostic,
  type Need,
  need,
  type Offer,
  offer,
  priority,
  takenOver,
  value,
} from '@ctg/convention/diagnostic';
import { correctionCommands } from '@ctg/decider';
import { assertCommune } from '@ctg/geography';
import { assertRegistered, FeatureModule } from '@ctg/web-service';
import { assertAnswers } from '../consultation/record-consultation.js';
import { assertRestsOnSomething } from '../need/known-evidence.js';
import { assertRestsOnNeeds } from '../priority/priority.js';
import { evidenceContributors } from '../rights.js';
import { assertNotTakenOver, takenOvers } from '../taken-over/taken-over-row.js';
import { recordedBy } from './recorded-by.js';

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({
  commands: [
    ...correctionCommands({
      service: 'diagnostics',
      route: '/conventions/:conventionId',
      subject: ({ conventionId = '' }) => conventionId,
      roles: evidenceContributors,
      assertRegistered,
      recordedBy,
      kinds: [
        {
          decider: value,
          names: ['indicator', 'unit', 'geography', 'year', 'source', 'retrievedOn'],
          assertUnused: assertNotTakenOver,
        },
        {
          decider: offer,
          check: (listed?: Offer) => listed && assertCommune(listed.commune, listed.cogVintage),
        },
        {
          decider: consultation,
          check: (recorded?: DataOf<typeof ConsultationRecorded>) => recorded && assertAnswers(recorded),
        },
        {
          decider: need,
          assertUnused: assertNotTakenOver,
          check: (identified?: Need) => identified && assertRestsOnSomething(identified.evidence),
        },
        {
          decider: priority,
          check: (proposed?: DataOf<typeof PriorityProposed>) =>
            proposed && assertRestsOnNeeds(proposed.needIds),
        },
        { decider: diagnostic },
        { decider: takenOver, names: ['previousConventionId', 'evidence'] },
      ],
      waitsFor: [takenOvers.name],
    }),
  ],
})
export class CorrectionModule {}
