import { DiagnosticVersionFrozen } from '@ctg/contracts/diagnostics';
import { diagnostic } from '@ctg/convention/diagnostic';
import { alreadyThere, defineCommand, type LookUpInput, refused } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { assertDecided, decisionFor } from '@ctg/web-service';
import { z } from 'zod';
import { recordersOfDecisions } from '../rights.js';
import { contentsOf, diagnosticContents } from './contents-row.js';
import { opened, preparedVersion } from './diagnostic.js';

const body = z.strictObject({
  decisionId: uuid.describe('Décision du copil qui valide le diagnostic'),
});

export const freezeVersion = defineCommand({
  name: 'diagnostics.freeze-version',
  title: 'Figer une version du diagnostic',
  description:
    'Quand le copil a validé le diagnostic. Ce qui vient ensuite prépare la version suivante ; la version figée ne change plus.',
  roles: recordersOfDecisions,
  route: '/conventions/:conventionId/diagnostic/versions',
  body,
  decider: diagnostic,
  waitsFor: [diagnosticContents.name],
  lookUp: async ({ body: { decisionId }, params, readModel }: LookUpInput<z.infer<typeof body>>) => ({
    decision: await decisionFor(readModel, params, decisionId),
    held: await contentsOf(readModel, params.conventionId),
  }),
  decide({ body: { decisionId }, params, facts: { decision, held } }, state) {
    const current = opened(state, params.conventionId);
    assertDecided(decision, params, ['diagnostic']);
    const newest = current.versions.at(-1);
    if (current.versions.some((one) => one.decisionId === decisionId)) return alreadyThere({ decisionId });
    if (held.counts.needs === 0) {
      throw refused({
        code: 'nothing-to-freeze',
        title: 'Ce diagnostic n’a encore aucun besoin : il n’y a rien à figer.',
        expected: 'au moins un besoin identifié',
        found: 'aucun',
        advice: 'Identifiez d’abord les besoins du territoire.',
      });
    }
    if (newest && held.contributions === newest.contributions) {
      throw refused({
        code: 'nothing-changed',
        title: 'Rien n’a changé depuis la version figée.',
        found: `version ${newest.version}`,
      });
    }
    return [
      DiagnosticVersionFrozen(
        {
          version: preparedVersion(current),
          decisionId,
          contents: held.counts,
          contributions: held.contributions,
          lastContributionId: held.lastContributionId,
          contentsHash: held.hash,
        },
        { occurredOn: decision.decidedOn },
      ),
    ];
  },
});
