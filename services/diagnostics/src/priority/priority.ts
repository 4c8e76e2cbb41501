import { PrioritiesRanked, PriorityProposed } from '@ctg/contracts/diagnostics';
import { diagnostic, priority } from '@ctg/convention/diagnostic';
import { alreadyThere, defineCommand, happenedOn, invalid, type LookUpInput, pastDay } from '@ctg/decider';
import { title, uuid } from '@ctg/identifiers';
import { assertDecided, decisionFor } from '@ctg/web-service';
import { z } from 'zod';
import { lookUpDiagnostic, opened, partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { needs } from '../need/need-row.js';
import { preparers, recordersOfDecisions } from '../rights.js';
import { takenOvers } from '../taken-over/taken-over-row.js';
import { priorities } from './priority-row.js';

const proposalBody = z.strictObject({
  title: title.describe('Intitulé de l’enjeu'),
  needIds: z
    .array(uuid)
    .max(100)
    .describe('Besoins de ce diagnostic, ou repris du précédent, sur lesquels il repose (au moins un)'),
  proposedOn: pastDay,
});

/** @throws Rejection 422 `priority-rests-on-nothing` */
export function assertRestsOnNeeds(needIds: readonly string[]): void {
  if (needIds.length > 0) return;
  throw invalid({
    code: 'priority-rests-on-nothing',
    title: 'Cet enjeu ne repose sur aucun besoin.',
    expected: 'au moins un besoin de ce diagnostic, ou repris du précédent',
    found: 'aucun',
  });
}

export const proposePriority = defineCommand({
  name: 'diagnostics.propose-priority',
  title: 'Proposer un enjeu',
  description:
    'Un enjeu repose sur au moins un besoin de ce diagnostic, ou repris du précédent. Le copil classera les enjeux.',
  roles: preparers,
  route: '/conventions/:conventionId/priorities',
  body: proposalBody,
  decider: priority,
  creates: 'priorityId',
  stream: ({ conventionId, priorityId }) => partOf(conventionId, priorityId),
  waitsFor: [needs.name, takenOvers.name],
  async lookUp(input: LookUpInput<z.infer<typeof proposalBody>>) {
    const { body, params, readModel } = input;
    const rows = await readModel.query<{ id: string }>(
      `SELECT need_id AS id FROM need WHERE convention_id = $1 AND need_id = ANY ($2)
       UNION ALL SELECT piece_id FROM taken_over
                  WHERE convention_id = $1 AND kind = 'need' AND piece_id = ANY ($2)`,
      [params.conventionId, body.needIds],
    );
    return { diagnostic: await lookUpDiagnostic(input), needIds: rows.map(({ id }) => id) };
  },
  decide({ body, params: { priorityId = '' }, facts }) {
    const needIds = [...new Set(body.needIds)];
    assertRestsOnNeeds(needIds);
    const stray = notAmong(needIds, facts.needIds);
    if (stray !== undefined) {
      throw invalid({
        code: 'unknown-need',
        title: 'Ce besoin n’est pas dans le diagnostic.',
        expected: 'un besoin de ce diagnostic, ou repris du précédent',
        found: stray,
      });
    }
    return [
      PriorityProposed(
        {
          priorityId,
          title: body.title,
          needIds,
          version: preparedVersion(facts.diagnostic),
        },
        happenedOn(body.proposedOn),
      ),
    ];
  },
});

const rankingBody = z.strictObject({
  decisionId: uuid.describe('Décision du copil sur les enjeux'),
  ranking: z.array(uuid).min(1).max(200).describe('Enjeux retenus, du premier au dernier'),
});

export const rankPriorities = defineCommand({
  name: 'diagnostics.rank-priorities',
  title: 'Classer les enjeux',
  description: 'Tels que le copil les a retenus et classés ; un nouveau classement remplace l’ancien.',
  roles: recordersOfDecisions,
  route: '/conventions/:conventionId/ranking',
  body: rankingBody,
  decider: diagnostic,
  waitsFor: [priorities.name],
  async lookUp({ body, params, readModel }: LookUpInput<z.infer<typeof rankingBody>>) {
    const decision = await decisionFor(readModel, params, body.decisionId);
    const rows = await readModel.query<{ id: string }>(
      'SELECT priority_id AS id FROM priority WHERE convention_id = $1 AND priority_id = ANY ($2)',
      [params.conventionId, body.ranking],
    );
    return { decision, priorityIds: rows.map(({ id }) => id) };
  },
  decide({ body: { decisionId, ranking }, params, facts: { decision, priorityIds } }, state) {
    const current = opened(state, params.conventionId);
    // A copil may validate its diagnostic and rank its priorities in one decision.
    assertDecided(decision, params, ['priorities', 'diagnostic']);
    const stray = notAmong(ranking, priorityIds);
    if (stray !== undefined) {
      throw invalid({
        code: 'unknown-priority',
        title: 'Cet enjeu n’est pas dans le diagnostic.',
        found: stray,
      });
    }
    const twice = ranking.find((id, index) => ranking.indexOf(id) !== index);
    if (twice !== undefined) {
      throw invalid({ code: 'ranked-twice', title: 'Un enjeu est classé deux fois.', found: twice });
    }
    const isSame = current.rankingDecisionId === decisionId && current.ranking.join() === ranking.join();
    if (isSame) return alreadyThere({ decisionId, ranking });
    return [
      PrioritiesRanked(
        { decisionId, ranking, version: preparedVersion(current) },
        { occurredOn: decision.decidedOn },
      ),
    ];
  },
});

function notAmong(ids: readonly string[], known: readonly string[]): string | undefined {
  const all = new Set(known);
  return ids.find((id) => !all.has(id));
}
