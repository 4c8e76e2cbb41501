import { compareDays } from '@ctg/calendar';
import type { AnyEventDefinition, DataOf, PublishedEvent } from '@ctg/contracts';
import {
  ActionProposed,
  AxisAdded,
  IndicatorDrafted,
  ObjectiveAdded,
  PlanOpened,
} from '@ctg/contracts/action-plans';
import {
  DiagnosticOpened,
  NeedIdentified,
  OfferListed,
  PriorityProposed,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';
import {
  BaselineRecorded,
  MeasureCorrected,
  MeasureRecorded,
  ProtocolOpened,
} from '@ctg/contracts/evaluation';
import { BodyCreated } from '@ctg/contracts/partners';

/** A fact on the two axes of time: from which day it holds in the world. When it was recorded stands in the event. */
export interface Fact {
  readonly day: string;
  readonly event: PublishedEvent;
}

/** What makes a thing, and the field that names it. */
const introduces = <const D extends AnyEventDefinition>(definition: D, field: keyof DataOf<D> & string) =>
  [definition.type, field] as const;

const introductions: ReadonlyMap<string, string> = new Map([
  introduces(BodyCreated, 'bodyId'),
  introduces(ValueRecorded, 'valueId'),
  introduces(OfferListed, 'offerId'),
  introduces(NeedIdentified, 'needId'),
  introduces(PriorityProposed, 'priorityId'),
  introduces(AxisAdded, 'axisId'),
  introduces(ObjectiveAdded, 'objectiveId'),
  introduces(ActionProposed, 'actionId'),
  introduces(IndicatorDrafted, 'indicatorId'),
  introduces(ProtocolOpened, 'protocolId'),
]);
/** The id of what an event makes; undefined: it makes nothing that others speak of. */
export function madeBy({ type, data }: PublishedEvent): string | undefined {
  const field = introductions.get(type);
  const id = field === undefined ? undefined : data[field];
  return typeof id === 'string' ? id : undefined;
}

const measurements = new Set<string>([BaselineRecorded.type, MeasureRecorded.type, MeasureCorrected.type]);
const beginnings = new Set<string>([DiagnosticOpened.type, PlanOpened.type]);

/**
 * The facts that hold on a day of the world, as far as they were recorded by a moment, in the order in which they took
 * hold. A thing exists at the latest when something happens to it: a need that a priority of January rests on was there in
 * January, although it was typed in March.
 *
 * In steps, between which others work: so many facts in each.
 *
 * @param recorded the entries of a convention recorded by that moment, in recorded order
 */
export function* factsOn(
  recorded: readonly PublishedEvent[],
  effectiveAt: string,
): Generator<void, readonly Fact[]> {
  const first = new Map<string, string>();
  let earliest = '9999-12-31';
  const note = (id: unknown, day: string) => {
    if (typeof id === 'string' && day < (first.get(id) ?? '9999')) first.set(id, day);
  };
  for (const [index, event] of recorded.entries()) {
    if (index % factsInAStep === 0) yield;
    const day = dayOf(event);
    if (day < earliest) earliest = day;
    // What was measured is older than the protocol that asks for it.
    if (measurements.has(event.type)) continue;
    for (const value of Object.values(event.data)) {
      if (Array.isArray(value)) for (const one of value) note(one, day);
      else note(value, day);
    }
  }
  const days = new Map<string, Fact[]>();
  for (const [index, event] of recorded.entries()) {
    if (index % factsInAStep === 0) yield;
    const id = madeBy(event);
    const told = (id === undefined ? undefined : first.get(id)) ?? dayOf(event);
    const day = beginnings.has(event.type) ? earliest : told;
    if (day > effectiveAt) continue;
    const facts = days.get(day);
    if (facts) facts.push({ day, event });
    else days.set(day, [{ day, event }]);
  }
  // There are few days, however many facts.
  return [...days.keys()].sort(compareDays).flatMap((day) => days.get(day) ?? []);
}

/** Between two steps of what is folded or shown, others have their turn. */
export const factsInAStep = 250;

/** From when an event holds in the world. */
export const dayOf = (event: PublishedEvent): string => event.effectiveOn ?? event.occurredOn;
