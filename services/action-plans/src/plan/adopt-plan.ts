import { PlanAdopted } from '@ctg/contracts/action-plans';
import { type ActionStatus, actionStatuses, plan } from '@ctg/convention/plan';
import { alreadyThere, defineCommand, type LookUpInput, notKnownYet, refused } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { assertDecided, decisionFor, type KnownDecision } from '@ctg/web-service';
import { z } from 'zod';
import { actions } from '../action/action-row.js';
import { amendmentFor, type KnownAmendment } from '../amendment/known-amendment.js';
import { assertBringsPlan } from '../amendment/plan-of-amendment.js';
import { recordersOfDecisions } from '../rights.js';
import { opened } from './plan.js';

const body = z.strictObject({
  decisionId: uuid.describe('Décision du copil qui adopte le plan'),
  actionIds: z
    .array(uuid)
    .min(1)
    .max(500)
    .optional()
    .describe('Fiches-actions adoptées ; par défaut toutes celles qui sont proposées ou prêtes'),
  amendmentId: uuid
    .optional()
    .describe('Avenant qui apporte ce plan (proposé avec bringsPlan) : le plan prend effet avec lui'),
  acceptIncomplete: z
    .boolean()
    .default(false)
    .describe(
      'Le copil adopte aussi des fiches qui ne sont pas prêtes ; elles restent signalées comme telles',
    ),
});

export interface AdoptionFacts {
  readonly decision: KnownDecision;
  /** Where the plan is part of one. */
  readonly amendment?: KnownAmendment | undefined;
  /** Every action of the convention. */
  readonly actions: readonly {
    readonly actionId: string;
    readonly number?: string | undefined;
    readonly title: string;
    readonly status: ActionStatus;
    /** What it lacks to be ready, in French. */
    readonly missing: readonly string[];
  }[];
}

/** Statuses in which an action takes part in a version; one that is under way is adopted again with the next plan. */
const adoptable: ReadonlySet<ActionStatus> = new Set([
  'proposed',
  'ready',
  'adopted',
  'in-progress',
  'paused',
  'late',
]);

export const adoptPlan = defineCommand({
  name: 'action-plans.adopt-plan',
  title: 'Adopter le plan d’actions',
  description:
    'Quand le copil l’a adopté, avant ou après la signature. Une nouvelle adoption fait la version suivante du plan ; apportée par un avenant, elle prend effet avec lui.',
  roles: recordersOfDecisions,
  route: '/conventions/:conventionId/plan/versions',
  body,
  decider: plan,
  waitsFor: [actions.name],
  async lookUp({
    body: { decisionId, amendmentId },
    params,
    readModel,
  }: LookUpInput<z.infer<typeof body>>): Promise<AdoptionFacts> {
    const decision = await decisionFor(readModel, params, decisionId);
    const amendment =
      amendmentId === undefined ? undefined : await amendmentFor(readModel, params, amendmentId);
    const actions = await readModel.query<Listed & { readonly number: string | null }>(
      `SELECT action_id AS "actionId", document->>'number' AS number, document->>'title' AS title, status, missing
         FROM action WHERE convention_id = $1 ORDER BY number_order, action_id`,
      [params.conventionId],
    );
    return {
      decision,
      amendment,
      actions: actions.map((one) => ({ ...one, number: one.number ?? undefined })),
    };
  },
  decide(
    {
      body: { decisionId, actionIds, amendmentId, acceptIncomplete },
      params,
      facts: { decision, amendment, actions: listed },
    },
    state,
  ) {
    const current = opened(state, params.conventionId);
    assertDecided(decision, params, ['action-plan']);
    if (amendment) assertBringsPlan(amendment);
    const before = current.versions.find(
      (one) => one.decisionId === decisionId && one.amendmentId === amendmentId,
    );
    // `acceptIncomplete` is a permission for what is about to be recorded, none of the facts.
    if (before) return alreadyThere({ ...before, acceptIncomplete });
    const chosen = actionIds
      ? [...new Set(actionIds)].map((id) => actionOfId(listed, id))
      : listed.filter(({ status }) => status === 'proposed' || status === 'ready');
    assertAdoptable(chosen);
    const incomplete = chosen.filter(({ missing }) => missing.length > 0);
    if (incomplete.length > 0 && !acceptIncomplete) throw notAllReady(incomplete);
    return [
      PlanAdopted(
        {
          version: (current.versions.at(-1)?.version ?? 0) + 1,
          decisionId,
          actionIds: chosen.map(({ actionId }) => actionId),
          incompleteActionIds: incomplete.map(({ actionId }) => actionId),
          ...(amendmentId === undefined ? {} : { amendmentId }),
        },
        { occurredOn: decision.decidedOn },
      ),
    ];
  },
});

type Listed = AdoptionFacts['actions'][number];

function actionOfId(actions: readonly Listed[], id: string): Listed {
  const found = actions.find(({ actionId }) => actionId === id);
  if (!found) throw notKnownYet('Fiche-action de cette convention', id);
  return found;
}

const named = ({ number, title }: Listed) =>
  number === undefined ? `« ${title} »` : `${number} « ${title} »`;

function assertAdoptable(chosen: readonly Listed[]): void {
  if (chosen.length === 0) {
    throw refused({
      code: 'nothing-to-adopt',
      title: 'Aucune fiche-action n’est proposée ni prête : il n’y a rien à adopter.',
      expected: 'au moins une fiche proposée ou prête',
      found: 'aucune',
    });
  }
  const excluded = chosen.filter(({ status }) => !adoptable.has(status));
  if (excluded.length === 0) return;
  throw refused({
    code: 'not-adoptable',
    title: 'Des fiches ne peuvent pas être adoptées à leur étape.',
    expected: [...adoptable].map((status) => actionStatuses[status]).join(', '),
    found: excluded.map((one) => `${named(one)} : ${actionStatuses[one.status]}`).join(' ; '),
  });
}

const notAllReady = (incomplete: readonly Listed[]) =>
  refused({
    code: 'not-ready',
    title: 'Des fiches ne sont pas prêtes.',
    expected: 'un pilote, une description, des moyens prévus, un indicateur',
    found: incomplete.map((one) => `${named(one)} : il manque ${one.missing.join(', ')}`).join(' ; '),
    advice: 'Complétez-les, ou dites que le copil les adopte ainsi (acceptIncomplete).',
  });
