import { EvidenceTakenOver, mostTakenOverAtOnce } from '@ctg/contracts/evaluation';
import { resultsNamed, type TakenResult, takenResults } from '@ctg/convention/evaluation';
import {
  alreadyThere,
  assertRoom,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  pastDay,
  type ReadModelAccess,
} from '@ctg/decider';
import { motive, uuid } from '@ctg/identifiers';
import { assertRenews } from '@ctg/web-service';
import { z } from 'zod';
import { evidencePieces, piecesUnder } from '../evidence/evidence-piece-row.js';
import { evidences } from '../evidence/evidence-row.js';
import { contributors } from '../rights.js';

/** A convention takes over so much of the former one at most: its stream stays small. */
export const mostTakenOver = 1_000;

/** Of what is named, what the former evaluation holds. */
interface Held {
  readonly measures: readonly string[];
  readonly judgements: readonly string[];
  /** How many recommendations its conclusion gives. */
  readonly recommendations: number;
}

const some = <Item extends z.ZodType>(item: Item) => z.array(item).max(mostTakenOverAtOnce).default([]);

const body = z.strictObject({
  previousConventionId: uuid.describe('Convention que celle-ci renouvelle'),
  protocolId: uuid.describe('Protocole de l’évaluation de la convention renouvelée'),
  measures: some(uuid).describe('Mesures à reprendre'),
  judgements: some(uuid).describe('Jugements à reprendre'),
  recommendations: some(z.int().min(1)).describe(
    'Recommandations à reprendre : leur rang dans la conclusion, à partir de 1',
  ),
  why: motive.describe('Pourquoi ils valent encore'),
  takenOverOn: pastDay,
});

type Body = z.infer<typeof body>;

export const takeOverEvidence = defineCommand({
  name: 'evaluation.take-over-evidence',
  title: 'Reprendre des résultats de l’évaluation de la convention renouvelée',
  description:
    'Mesures, jugements et recommandations restent dans l’évaluation précédente ; celle-ci s’y réfère, et ses jugements peuvent reposer sur les mesures et les jugements repris.',
  roles: contributors,
  route: '/conventions/:conventionId/taken-over',
  body,
  decider: takenResults,
  waitsFor: [evidences.name, evidencePieces.name],
  async lookUp(input: LookUpInput<Body>): Promise<Held> {
    await assertRenews(input, input.body.previousConventionId);
    return heldOf(input.readModel, input.body);
  },
  decide({ body: { takenOverOn, ...named }, facts }, state = {}) {
    const pieces = resultsNamed(named);
    assertNamed(pieces.length);
    for (const piece of pieces) assertHeld(piece, facts);
    const anew = pieces.filter(({ id }) => state[id] === undefined);
    if (anew.length === 0) {
      const held = pieces.flatMap(({ id }) => state[id] ?? []);
      return alreadyThere({
        ...named,
        previousConventionId: told(held.map((one) => one.previousConventionId)),
        protocolId: told(held.map((one) => one.protocolId)),
        why: told(held.map((one) => one.why)),
        takenOverOn: told(held.map((one) => one.since)),
      });
    }
    assertRoom(Object.keys(state).length + anew.length - 1, mostTakenOver, 'de résultats repris');
    const { previousConventionId, protocolId, why } = named;
    const of = (kind: TakenResult['kind']) => anew.filter((one) => one.kind === kind);
    return [
      EvidenceTakenOver(
        {
          previousConventionId,
          protocolId,
          measures: of('measure').map(({ id }) => id),
          judgements: of('judgement').map(({ id }) => id),
          recommendations: of('recommendation').flatMap(({ rank }) => rank ?? []),
          why,
        },
        happenedOn(takenOverOn),
      ),
    ];
  },
});

const told = (said: readonly string[]) => [...new Set(said)].join(', ');

async function heldOf(
  readModel: ReadModelAccess,
  { previousConventionId, protocolId, measures, judgements }: Body,
): Promise<Held> {
  const former = { conventionId: previousConventionId, protocolId };
  const [row] = await readModel.query<Pick<Held, 'recommendations'>>(
    `SELECT coalesce(jsonb_array_length(document->'evaluation'->'conclusion'->'recommendations'), 0) AS recommendations
       FROM evidence WHERE key = $1`,
    [`${previousConventionId}.${protocolId}`],
  );
  return {
    measures: await piecesUnder(readModel, former, ['measure'], measures),
    judgements: await piecesUnder(readModel, former, ['judgement'], judgements),
    recommendations: row?.recommendations ?? 0,
  };
}

/** @throws Rejection `not-that-many` */
function assertNamed(pieces: number): void {
  if (pieces >= 1 && pieces <= mostTakenOverAtOnce) return;
  throw invalid({
    code: 'not-that-many',
    title: 'Une reprise nomme ce qui est repris.',
    expected: `de 1 à ${mostTakenOverAtOnce} mesures, jugements et recommandations, ensemble`,
    found: String(pieces),
  });
}

/** @throws Rejection `unknown-evidence` */
function assertHeld({ kind, id, rank = 0 }: ReturnType<typeof resultsNamed>[number], held: Held): void {
  const isHeld =
    kind === 'recommendation'
      ? rank <= held.recommendations
      : (kind === 'measure' ? held.measures : held.judgements).includes(id);
  if (isHeld) return;
  throw invalid({
    code: 'unknown-evidence',
    title: 'Ce résultat n’est pas dans l’évaluation de la convention renouvelée, sous ce protocole.',
    expected:
      kind === 'recommendation'
        ? `un rang de 1 à ${held.recommendations} (les recommandations de sa conclusion)`
        : `l’identifiant ${kind === 'measure' ? 'd’une mesure' : 'd’un jugement'} de cette évaluation`,
    found: kind === 'recommendation' ? String(rank) : id,
    advice: 'Reprenez les identifiants dans l’évaluation de cette convention.',
  });
}
