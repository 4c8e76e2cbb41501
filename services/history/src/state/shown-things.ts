import type { ConventionFacts } from '@ctg/convention';
import type { diagnosticFacts } from '@ctg/convention/diagnostic';
import type { evaluationFacts } from '@ctg/convention/evaluation';
import { type ActionWithProgress, type planFacts, versionsOn } from '@ctg/convention/plan';
import type { Names } from '../names/names.js';
import { factsInAStep } from './known-facts.js';
import { resultsShown, takenShown } from './taken-over.js';

type Of<Fold extends { nothing(): unknown }> = ReturnType<Fold['nothing']>;

const all = <Thing>(things: Readonly<Record<string, Thing>>): readonly Thing[] => Object.values(things);
const only = <Thing>(things: Readonly<Record<string, Thing>>): Thing | undefined => all(things)[0];

/** A thing without its lists that hold nothing. */
function withoutEmpty(thing: object): object {
  return Object.fromEntries(
    Object.entries(thing).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

/** Each thing as it is shown, so many between two steps: there may be tens of thousands. */
function* shownEach<Thing, Shown>(
  things: readonly Thing[],
  show: (thing: Thing) => Shown,
): Generator<void, readonly Shown[]> {
  const shown: Shown[] = [];
  for (const [index, thing] of things.entries()) {
    if (index % factsInAStep === 0) yield;
    shown.push(show(thing));
  }
  return shown;
}

/** The diagnostic's part of a state: the priorities in the order of their ranks. */
export function* diagnosticShown(
  { diagnostics, values, offers, consultations, needs, priorities, takenOver }: Of<typeof diagnosticFacts>,
  names: Names,
) {
  const frame = only(diagnostics);
  const ranks = new Map((frame?.ranking ?? []).map((id, index) => [id, index + 1]));
  const ranked = yield* shownEach(all(priorities), (priority) => ({
    rank: ranks.get(priority.priorityId),
    ...priority,
  }));
  return {
    version: frame?.versions.at(-1)?.version,
    values: yield* shownEach(all(values), withoutEmpty),
    offers: all(offers),
    consultations: all(consultations),
    needs: yield* shownEach(all(needs), ({ evidence, ...need }) => ({
      ...need,
      evidence: evidence.map(({ kind, id }) => ({ kind, id })),
    })),
    priorities: [...ranked].sort((one, other) => (one.rank ?? 999) - (other.rank ?? 999)),
    takenOver: takenShown(takenOver, names),
  };
}

/** The plan's part of a state on a day, with names. */
export function* planShown(
  { plans, actions }: Of<typeof planFacts>,
  convention: ConventionFacts | undefined,
  day: string,
  names: Names,
) {
  const { frame, axes = [], objectives = [] } = only(plans) ?? {};
  const versions = versionsOn(frame, convention, day);
  const inEffect = new Set(versions.filter((one) => one.inEffect).map(({ version }) => version));
  return {
    version: [...inEffect].at(-1),
    versions,
    axes,
    objectives: objectives.map((one) => ({ ...one, axis: names.of(one.axisId) })),
    actions: yield* shownEach(all(actions), (one) => ({
      ...actionShown(one, inEffect, day),
      objective: names.of(one.objectiveId),
    })),
    reviews: frame?.reviews ?? [],
  };
}

/** An action with the roles that are held on a day, the newest version in effect that holds it, and its newest report. */
function actionShown(
  { toldOn: _told, adoptions, progress, roles, ...action }: ActionWithProgress,
  inEffect: ReadonlySet<number>,
  day: string,
) {
  const adopted = adoptions.findLast(({ version }) => inEffect.has(version));
  const newest = progress.at(-1);
  return {
    ...withoutEmpty({
      ...action,
      roles: roles.filter(({ endedOn }) => endedOn === undefined || endedOn >= day),
    }),
    ...(adopted ? { planVersion: adopted.version } : {}),
    ...(newest ? { latestProgress: newest } : {}),
  };
}

/** The evaluation's part of a state: what was gathered under every protocol. */
export function evaluationShown({ protocols, evidence, takenResults }: Of<typeof evaluationFacts>) {
  const gathered = Object.entries(evidence);
  return {
    protocols: all(protocols),
    measures: gathered.flatMap(([, { measures, baselines }]) => [...all(baselines), ...all(measures)]),
    opinions: gathered.flatMap(([, { opinions }]) => all(opinions)),
    judgements: gathered.flatMap(([, { evaluation }]) => evaluation?.judgements ?? []),
    conclusions: gathered.flatMap(([, { evaluation }]) =>
      evaluation?.conclusion
        ? [
            {
              ...evaluation.conclusion,
              ...(evaluation.decisionId === undefined ? {} : { decisionId: evaluation.decisionId }),
            },
          ]
        : [],
    ),
    takenResults: resultsShown(takenResults),
  };
}
