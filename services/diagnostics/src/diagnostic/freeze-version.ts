import { DiagnosticVersionFrozen } from '@ctg/contracts/diagnostics';
import { defineCommand, type LookUpInput, refused } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertDecided, decisionFor } from '../decision/known-decision.js';
import { recordersOfDecisions } from '../rights.js';
import { opened, preparedVersion } from './diagnostic.js';
import { diagnostic } from './diagnostic-decider.js';

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
  lookUp: ({ body: { decisionId }, params, readModel }: LookUpInput<z.infer<typeof body>>) =>
    decisionFor(readModel, params, decisionId),
  decide({ body: { decisionId }, params, facts: decision }, state) {
    const current = opened(state, params.conventionId);
    assertDecided(decision, params, ['diagnostic']);
    if (current.frozen.some((version) => version.decisionId === decisionId)) return [];
    const count = (record: object) => Object.keys(record).length;
    if (count(current.needs) === 0) {
      throw refused({
        code: 'nothing-to-freeze',
        title: 'Ce diagnostic n’a encore aucun besoin : il n’y a rien à figer.',
        expected: 'au moins un besoin identifié',
        found: 'aucun',
        advice: 'Identifiez d’abord les besoins du territoire.',
      });
    }
    if (current.changes === 0) {
      throw refused({
        code: 'nothing-changed',
        title: 'Rien n’a changé depuis la version figée.',
        found: `version ${current.frozen.length}`,
      });
    }
    return [
      DiagnosticVersionFrozen(
        {
          version: preparedVersion(current),
          decisionId,
          contents: {
            values: count(current.values),
            offers: count(current.offers),
            consultations: count(current.consultations),
            needs: count(current.needs),
            priorities: count(current.priorities),
          },
          contentsHash: current.contentsHash,
        },
        { occurredOn: decision.decidedOn },
      ),
    ];
  },
});
