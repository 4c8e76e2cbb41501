import { baseline, evaluation, measure, opinion, protocol, takenResults } from '@ctg/convention/evaluation';
import { correctionCommands } from '@ctg/decider';
import { assertRegistered, FeatureModule } from '@ctg/web-service';
import { contributors } from '../rights.js';
import { assertNotTakenOver, takenOvers } from '../taken-over/taken-over-row.js';
import { protocolsRecordedBy, recordedBy } from './recorded-by.js';

const underAProtocol = correctionCommands({
  service: 'evaluation',
  route: '/conventions/:conventionId',
  subject: ({ conventionId = '' }) => conventionId,
  roles: contributors,
  assertRegistered,
  recordedBy,
  kinds: [
    { decider: measure, assertUnused: assertNotTakenOver },
    { decider: baseline },
    { decider: opinion },
    { decider: evaluation, assertUnused: assertNotTakenOver },
    {
      decider: takenResults,
      names: ['previousConventionId', 'protocolId', 'measures', 'judgements', 'recommendations'],
    },
  ],
  waitsFor: [takenOvers.name],
});

const ofAProtocol = correctionCommands({
  service: 'evaluation',
  of: 'protocol',
  route: '/protocols/:protocolId',
  subject: ({ protocolId = '' }) => protocolId,
  roles: ['caf_adviser', 'copil_secretary'],
  assertRegistered,
  recordedBy: protocolsRecordedBy,
  kinds: [{ decider: protocol, names: ['scope'] }],
});

/** What was recorded wrongly is corrected or annulled, and stays to be seen in the history. */
@FeatureModule({ commands: [...underAProtocol, ...ofAProtocol] })
export class CorrectionModule {}
