import type { DataOf } from '@ctg/contracts';
import { EvidenceTakenOver, mostTakenOverAtOnce } from '@ctg/contracts/diagnostics';
import { type Diagnostic, takenOver } from '@ctg/convention/diagnostic';
import {
  alreadyThere,
  assertRoom,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  pastDay,
} from '@ctg/decider';
import { motive, uuid } from '@ctg/identifiers';
import { assertRenews } from '@ctg/web-service';
import { z } from 'zod';
import { lookUpDiagnostic, preparedVersion } from '../diagnostic/diagnostic.js';
import { eachNamed } from '../need/known-evidence.js';
import { needs } from '../need/need-row.js';
import { contributors } from '../rights.js';
import { values } from '../value/value-row.js';

type Piece = DataOf<typeof EvidenceTakenOver>['evidence'][number];

/** A convention takes over so much of the former one at most: its stream stays small. */
export const mostTakenOver = 1_000;

/** The diagnostic, and what of the named is in that of the former convention. */
interface Facts {
  readonly diagnostic: Diagnostic;
  readonly known: readonly Piece[];
}

const body = z.strictObject({
  previousConventionId: uuid.describe('Convention que celle-ci renouvelle'),
  evidence: z
    .array(uuid)
    .min(1)
    .max(mostTakenOverAtOnce)
    .describe('Besoins et valeurs du diagnostic de la convention renouvelée'),
  why: motive.describe('Pourquoi ils valent encore'),
  takenOverOn: pastDay,
});

const ofFormer = `
  SELECT 'need' AS kind, need_id AS id FROM need WHERE convention_id = $1 AND need_id = ANY ($2)
  UNION ALL SELECT 'value', value_id FROM diagnostic_value WHERE convention_id = $1 AND value_id = ANY ($2)`;

export const takeOverEvidence = defineCommand({
  name: 'diagnostics.take-over-evidence',
  title: 'Reprendre des besoins et des valeurs de la convention renouvelée',
  description:
    'Ils restent dans le diagnostic précédent ; celui-ci s’y réfère, et ses besoins peuvent reposer sur les valeurs reprises, ses enjeux et ses actions sur les besoins repris.',
  roles: contributors,
  route: '/conventions/:conventionId/taken-over',
  body,
  decider: takenOver,
  waitsFor: [needs.name, values.name],
  async lookUp(input: LookUpInput<z.infer<typeof body>>): Promise<Facts> {
    const { previousConventionId, evidence } = input.body;
    await assertRenews(input, previousConventionId);
    return {
      diagnostic: await lookUpDiagnostic(input),
      known: await input.readModel.query<Piece>(ofFormer, [previousConventionId, evidence]),
    };
  },
  decide({ body: { previousConventionId, evidence, why, takenOverOn }, facts }, state = {}) {
    const anew = piecesOf(facts, evidence).filter(({ id }) => state[id] === undefined);
    if (anew.length === 0) {
      const held = evidence.flatMap((id) => state[id] ?? []);
      return alreadyThere({
        previousConventionId: told(held.map((one) => one.previousConventionId)),
        evidence,
        why: told(held.map((one) => one.why)),
        takenOverOn: told(held.map((one) => one.since)),
      });
    }
    assertRoom(Object.keys(state).length + anew.length - 1, mostTakenOver, 'd’éléments repris');
    return [
      EvidenceTakenOver(
        { previousConventionId, evidence: anew, why, version: preparedVersion(facts.diagnostic) },
        happenedOn(takenOverOn),
      ),
    ];
  },
});

const told = (said: readonly string[]) => [...new Set(said)].join(', ');

const piecesOf = ({ known }: Facts, ids: readonly string[]): Piece[] =>
  eachNamed(known, ids, (found) =>
    invalid({
      code: 'unknown-evidence',
      title: 'Cet élément n’est pas dans le diagnostic de la convention renouvelée.',
      expected: 'l’identifiant d’un besoin ou d’une valeur de ce diagnostic',
      found,
      advice: 'Reprenez les identifiants des besoins et des valeurs dans les listes de cette convention.',
    }),
  );
