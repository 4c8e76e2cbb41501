import { day } from '@ctg/calendar';
import { criterion, ProtocolOpened, question } from '@ctg/contracts/evaluation';
import { protocol } from '@ctg/convention/evaluation';
import { defineCommand, happenedDay, invalid, type LookUpInput, notKnownYet, refused } from '@ctg/decider';
import { organisationId, reference, title, uuid } from '@ctg/identifiers';
import { assertRegistered } from '@ctg/web-service';
import { z } from 'zod';

/** Today's four national questions: coherence, attainment, means, durability. */
export const nationalCriteria = [
  {
    code: 'coherence',
    label: 'Cohérence et pertinence',
    text: 'Les objectifs répondent-ils aux besoins du diagnostic ?',
  },
  {
    code: 'atteinte',
    label: 'Atteinte des objectifs',
    text: 'Dans quelle mesure les objectifs sont-ils atteints ?',
  },
  { code: 'moyens', label: 'Moyens', text: 'Les moyens ont-ils été suffisants et bien employés ?' },
  { code: 'durabilite', label: 'Durabilité', text: 'Les effets dureront-ils après la convention ?' },
] as const;

const body = z.strictObject({
  title: title.describe('Intitulé du protocole'),
  scope: z.strictObject({
    kind: z
      .enum(['convention', 'cohort'])
      .default('convention')
      .describe('convention (une seule) ou cohort (plusieurs)'),
    conventionIds: z.array(uuid).min(1).max(200).describe('Conventions évaluées'),
  }),
  evaluators: z.array(organisationId).min(1).max(20).describe('Organisations qui évaluent (SIREN)'),
  criteria: z
    .array(z.strictObject(criterion.shape))
    .max(50)
    .optional()
    .describe('Critères ; par défaut les quatre questions nationales'),
  questions: z
    .array(z.strictObject(question.shape))
    .max(200)
    .optional()
    .describe('Questions, chacune sous un critère'),
  waves: z
    .array(
      z.strictObject({
        code: reference.describe('Code de la vague'),
        label: title.describe('Nom de la vague'),
        from: day.describe('Début'),
        to: day.describe('Fin'),
      }),
    )
    .max(20)
    .default([])
    .describe('Vagues d’enquête d’opinion'),
  openedOn: happenedDay.optional().describe('Date ; par défaut aujourd’hui'),
});

type Body = z.infer<typeof body>;

export const openProtocol = defineCommand({
  name: 'evaluation.open-protocol',
  title: 'Ouvrir un protocole d’évaluation',
  description:
    'Pour une convention ou une cohorte ; sans critères ni questions, les quatre questions nationales.',
  // Not the evaluator: the protocol is what opens a convention to them, and nobody lets themselves in.
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/protocols',
  creates: 'protocolId',
  body,
  decider: protocol,
  stream: ({ protocolId = '' }) => ({ subject: protocolId }),
  waitsFor: [],
  async lookUp(input: LookUpInput<Body>): Promise<void> {
    const { actor, readModel } = input;
    const { scope, evaluators } = input.body;
    const rows = await readModel.query<{ id: string; cafId: string }>(
      'SELECT convention_id AS id, caf_id AS "cafId" FROM known_convention WHERE convention_id = ANY ($1)',
      [scope.conventionIds],
    );
    for (const id of scope.conventionIds) {
      // Another Caf's is answered as one that is not there.
      const isKnown = rows.some((row) => row.id === id && row.cafId !== '' && row.cafId === actor.cafId);
      if (!isKnown) throw notKnownYet('Convention', id);
    }
    await assertRegistered(input, evaluators);
  },
  decide({ body: { title: name, scope, evaluators, waves, openedOn, ...given }, params, today }, state) {
    if (state) throw refused({ code: 'already-open', title: 'Ce protocole existe déjà.' });
    if (new Set(scope.conventionIds).size < scope.conventionIds.length) {
      throw invalid({ code: 'convention-twice', title: 'Une convention est citée deux fois.' });
    }
    if (scope.kind === 'convention' && scope.conventionIds.length > 1) {
      throw invalid({
        code: 'several-conventions',
        title: 'Un protocole de plusieurs conventions est une cohorte.',
        expected: 'kind: cohort, ou une seule convention',
        found: `${scope.conventionIds.length} conventions`,
      });
    }
    const backwards = waves.find(({ from, to }) => to < from);
    if (backwards)
      throw invalid({
        code: 'end-before-start',
        title: 'Une vague finit avant de commencer.',
        found: backwards.code,
      });
    const criteria = given.criteria ?? nationalCriteria.map(({ code, label }) => ({ code, label }));
    const questions = given.questions ?? defaultQuestions(given.criteria);
    const stray = questions.find((one) => !criteria.some(({ code }) => code === one.criterion));
    if (stray) {
      throw invalid({
        code: 'unknown-criterion',
        title: 'Une question se rattache à un critère qui n’est pas dans le protocole.',
        expected: criteria.map(({ code }) => code).join(', '),
        found: stray.criterion,
      });
    }
    const opened = {
      protocolId: params.protocolId ?? '',
      title: name,
      scope,
      evaluators,
      criteria,
      questions,
      waves: waves.map(({ from, to, ...wave }) => ({ ...wave, period: { from, to } })),
    };
    return [ProtocolOpened(opened, { occurredOn: openedOn ?? today })];
  },
});

/** Without criteria of one's own: the national questions. With some: one question for each may be judged by its code. */
const defaultQuestions = (criteria: Body['criteria']) =>
  criteria ? [] : nationalCriteria.map(({ code, text }) => ({ code, criterion: code, text }));
