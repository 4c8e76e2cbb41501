import { answeredBy, chainOf } from '@ctg/convention/chain';
import type { Need, Offer } from '@ctg/convention/diagnostic';
import type { ActionWithProgress, Progress } from '@ctg/convention/plan';
import { chainFactsOf } from '../chain/chain-facts.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import type { Former } from '../state/formers.js';
import { takenIn } from '../state/taken-over.js';

type Change = NonNullable<Progress['offerChanges']>[number];

/** What an action changed in the offer, as a report on it told. */
export interface OfferChange extends Change {
  readonly on: string;
  readonly action: ActionWithProgress;
}

/** An action with the needs that it answers and what it changed. */
export interface Approach {
  readonly action: ActionWithProgress;
  readonly needs: readonly Need[];
  readonly changes: readonly OfferChange[];
}

/** A need with the offers that it rests on and the actions that answer it. */
export interface NeedAndOffer {
  readonly need: Need;
  /** The convention of which it is taken over. */
  readonly takenFrom?: string;
  readonly offers: readonly Offer[];
  readonly actions: readonly ActionWithProgress[];
}

/** An offer of the inventory with the needs that rest on it and what changed in it. */
export interface OfferAndNeeds {
  readonly offer: Offer;
  readonly needs: readonly Need[];
  readonly changes: readonly OfferChange[];
}

/** Actions that live: an abandoned one optimises and develops nothing. */
const living = ({ plan }: FoldedFacts): readonly ActionWithProgress[] =>
  Object.values(plan.actions).filter(({ status }) => status !== 'abandoned');

/** Of each action, whether it optimises or develops, for which needs, and what it changed in the offer. */
export function approachesOf(facts: FoldedFacts, formers: readonly Former[]): readonly Approach[] {
  const needsOf = neededBy(facts, formers);
  const known = new Map(needsOn(facts, formers).map(({ need }) => [need.needId, need]));
  return living(facts).map((action) => ({
    action,
    needs: (needsOf.get(action.actionId) ?? []).flatMap((id) => known.get(id) ?? []),
    changes: [...changesBy(action)],
  }));
}

/** The needs against the inventory: of each, what is there already, and what is optimised or developed for it. */
export function needsAgainstOffer(facts: FoldedFacts, formers: readonly Former[]): readonly NeedAndOffer[] {
  const actions = new Map<string, ActionWithProgress[]>();
  const needsOf = neededBy(facts, formers);
  for (const action of living(facts))
    for (const id of needsOf.get(action.actionId) ?? []) put(actions, id, action);
  const { offers } = facts.diagnostic;
  return needsOn(facts, formers).map(({ need, ...taken }) => ({
    need,
    ...taken,
    offers: need.evidence.flatMap(({ kind, id }) => (kind === 'offer' ? (offers[id] ?? []) : [])),
    actions: actions.get(need.needId) ?? [],
  }));
}

/** The inventory against the needs: of each offer, which needs rest on it, and what changed in it. */
export function offersAgainstNeeds(facts: FoldedFacts): readonly OfferAndNeeds[] {
  const needs = new Map<string, Need[]>();
  for (const need of Object.values(facts.diagnostic.needs))
    for (const { kind, id } of need.evidence) if (kind === 'offer') put(needs, id, need);
  const changes = new Map<string, OfferChange[]>();
  for (const action of living(facts))
    for (const change of changesBy(action))
      if (change.offerId !== undefined) put(changes, change.offerId, change);
  return Object.values(facts.diagnostic.offers).map((offer) => ({
    offer,
    needs: needs.get(offer.offerId) ?? [],
    changes: changes.get(offer.offerId) ?? [],
  }));
}

function* changesBy(action: ActionWithProgress): Generator<OfferChange> {
  for (const { offerChanges = [], day: on } of action.progress)
    for (const change of offerChanges) yield { ...change, on, action };
}

/** The needs of the diagnostic, then those that are taken over of a former one. */
function needsOn(
  facts: FoldedFacts,
  formers: readonly Former[],
): readonly { readonly need: Need; readonly takenFrom?: string }[] {
  const theirs = new Map(
    formers.map(({ conventionId, facts: { diagnostic } }) => [conventionId, diagnostic.needs]),
  );
  return [
    ...Object.values(facts.diagnostic.needs).map((need) => ({ need })),
    ...takenIn(facts).flatMap(({ kind, id, previousConventionId: takenFrom }) => {
      const need = kind === 'need' ? theirs.get(takenFrom)?.[id] : undefined;
      return need ? [{ need, takenFrom }] : [];
    }),
  ];
}

/** The ids of the needs that each action answers. */
function neededBy(facts: FoldedFacts, formers: readonly Former[]): ReadonlyMap<string, readonly string[]> {
  // What comes of the actions says nothing of what they answer.
  const without = { protocols: {}, evidence: {}, decisions: [] };
  return answeredBy(chainOf({ ...chainFactsOf(facts, formers), ...without }), living(facts));
}

function put<One>(lists: Map<string, One[]>, key: string, one: One): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}
