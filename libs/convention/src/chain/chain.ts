import type { ActionWithProgress, Review } from '../plan/index.js';
import { type Chain, type ChainFacts, keyOf, type Link } from './links.js';
import { broughtBy } from './taken-over.js';
import { judgementTitle, measureTitle } from './titles.js';
import { type ChainKind, chainKinds } from './words.js';

/** A link as its facts say it; what follows of where it stands is added to it. */
type BareLink = Omit<Link, 'key' | 'origin' | 'takenOver'>;

/**
 * need → priority → objective → action → operation → indicator → measure → judgement → decision. A need leads also to the
 * actions that name it; a judgement comes also from opinions and values of departure; a decision from the priorities that it
 * ranked, the actions that it adopted or reviewed, the judgements it followed from, and whatever it names as what it rests
 * on. What is taken over of a former convention leads on as what is the convention's own. What points to a thing that is
 * not there (any more) points to nothing.
 */
export function chainOf(facts: ChainFacts): Chain {
  const steps = chainInSteps(facts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const inAStep = 500;

/** The same, so much between two steps: whoever makes a large one lets others work in between. */
export function* chainInSteps(facts: ChainFacts): Generator<void, Chain> {
  const links = new Map<string, Link>();
  for (const told of linksOf(facts)) {
    const key = keyOf(told.kind, told.id);
    links.set(key, { key, ...told });
    if (links.size % inAStep === 0) yield;
  }
  const brought: (readonly [string, string])[] = [];
  for (const former of facts.formers ?? []) {
    const { links: theirs, pairs } = yield* broughtBy(former, yield* chainInSteps(former.facts));
    for (const link of theirs) if (!links.has(link.key)) links.set(link.key, link);
    brought.push(...pairs);
  }
  const below = new Map<string, string[]>();
  const above = new Map<string, string[]>();
  const known = new Set<string>();
  let looked = 0;
  for (const [from, to] of allOf(brought, pairsOf(facts, links))) {
    if (++looked % inAStep === 0) yield;
    if (!links.has(from) || !links.has(to)) continue;
    const pair = `${from} ${to}`;
    if (known.has(pair)) continue;
    known.add(pair);
    put(below, from, to);
    put(above, to, from);
  }
  return { links, below, above };
}

function* allOf<One>(...many: readonly Iterable<One>[]): Generator<One> {
  for (const some of many) yield* some;
}

function put(lists: Map<string, string[]>, key: string, one: string): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

function* linksOf(facts: ChainFacts): Generator<BareLink> {
  for (const { needId: id, title } of Object.values(facts.needs)) yield { kind: 'need', id, title };
  for (const { priorityId: id, title } of Object.values(facts.priorities))
    yield { kind: 'priority', id, title };
  for (const { objectiveId: id, title } of facts.plan?.objectives ?? [])
    yield { kind: 'objective', id, title };
  for (const action of Object.values(facts.actions)) {
    const { actionId: id, number, title, operations, indicators } = action;
    const within = number === undefined ? title : `${number} ${title}`;
    yield { kind: 'action', id, title: within };
    for (const operation of operations)
      yield { kind: 'operation', id: operation.operationId, title: operation.title, within };
    for (const indicator of indicators)
      yield { kind: 'indicator', id: indicator.indicatorId, title: indicator.title, within };
  }
  const indicators = new Map(
    Object.values(facts.actions).flatMap((action) =>
      action.indicators.map((one) => [one.indicatorId, one] as const),
    ),
  );
  for (const [protocolId, { measures, baselines, opinions, evaluation }] of Object.entries(facts.evidence)) {
    for (const one of Object.values(measures)) {
      const indicator = indicators.get(one.indicatorId);
      const within = indicator === undefined ? {} : { within: indicator.title };
      yield {
        kind: 'measure',
        id: one.measureId,
        title: measureTitle(one, indicator),
        on: one.measuredOn,
        ...within,
      };
    }
    for (const { baselineId: id, label: title, measuredOn: on } of Object.values(baselines))
      yield { kind: 'baseline', id, title, on };
    for (const { opinionId: id, question: title } of Object.values(opinions))
      yield { kind: 'opinion', id, title };
    for (const one of evaluation?.judgements ?? [])
      yield {
        kind: 'judgement',
        id: one.judgementId,
        title: judgementTitle(one, facts.protocols[protocolId]),
      };
  }
  for (const { decisionId: id, title, decidedOn: on } of facts.decisions)
    yield { kind: 'decision', id, title, on };
}

function* pairsOf(facts: ChainFacts, links: ReadonlyMap<string, Link>): Generator<readonly [string, string]> {
  for (const { priorityId, needIds } of Object.values(facts.priorities))
    for (const needId of needIds) yield [keyOf('need', needId), keyOf('priority', priorityId)];
  for (const { objectiveId, priorityIds } of facts.plan?.objectives ?? [])
    for (const priorityId of priorityIds)
      yield [keyOf('priority', priorityId), keyOf('objective', objectiveId)];
  const { rankingDecisionId, ranking = [] } = facts.diagnostic ?? {};
  if (rankingDecisionId !== undefined)
    for (const priorityId of ranking)
      yield [keyOf('priority', priorityId), keyOf('decision', rankingDecisionId)];
  const reviews = facts.plan?.frame?.reviews ?? [];
  for (const one of Object.values(facts.actions)) yield* pairsOfAction(one, reviews, links);
  for (const { measures, evaluation } of Object.values(facts.evidence)) {
    for (const { measureId, indicatorId } of Object.values(measures))
      yield [keyOf('indicator', indicatorId), keyOf('measure', measureId)];
    for (const { judgementId, evidence } of evaluation?.judgements ?? []) {
      const judgement = keyOf('judgement', judgementId);
      for (const piece of evidence) for (const kind of pieces) yield [keyOf(kind, piece), judgement];
      if (evaluation?.decisionId !== undefined) yield [judgement, keyOf('decision', evaluation.decisionId)];
    }
  }
  for (const { decisionId, evidence = [] } of facts.decisions)
    for (const piece of evidence)
      for (const kind of nameable) yield [keyOf(kind, piece), keyOf('decision', decisionId)];
}

/** What a judgement may rest on: judgements that are taken over. */
const pieces = ['measure', 'opinion', 'baseline', 'judgement'] as const;

/** What a decision may name by its identifier among the pieces it rests on. */
const nameable = (Object.keys(chainKinds) as ChainKind[]).filter((kind) => kind !== 'decision');

function* pairsOfAction(
  { actionId, objectiveId, needIds, operations, indicators, adoptions, progress }: ActionWithProgress,
  reviews: readonly Review[],
  links: ReadonlyMap<string, Link>,
): Generator<readonly [string, string]> {
  const action = keyOf('action', actionId);
  yield [keyOf('objective', objectiveId), action];
  for (const needId of needIds) yield [keyOf('need', needId), action];
  for (const { operationId } of operations) yield [action, keyOf('operation', operationId)];
  for (const { indicatorId, operationId = '' } of indicators) {
    const operation = keyOf('operation', operationId);
    yield [links.has(operation) ? operation : action, keyOf('indicator', indicatorId)];
  }
  for (const { decisionId } of adoptions) yield [action, keyOf('decision', decisionId)];
  const reported = new Set(progress.map(({ year }) => year));
  for (const { year, decisionId } of reviews)
    if (reported.has(year)) yield [action, keyOf('decision', decisionId)];
}
