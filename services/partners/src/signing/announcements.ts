import { AmendmentTookEffect, ConventionFullySigned } from '@ctg/contracts/partners';
import { type ConventionFacts, convention, lifeOf } from '@ctg/convention';
import { type Events, ownState } from '@ctg/decider';
import type { JsonObject } from '@ctg/event-store';

type Event = NonNullable<typeof convention.event>;

/**
 * The events, and after them what they complete: that all have signed the convention or an amendment is announced for
 * others to act on. It follows from the signatures, so nothing is folded from the announcement itself.
 */
export function announced(facts: ConventionFacts, events: Events<Event>, today: string): Events<Event> {
  const after = events.reduce<ConventionFacts | undefined>(
    (state, { type, data, occurredOn = today }) =>
      convention.evolve(state, { type, data: structuredClone(data) as JsonObject, occurredOn }),
    ownState(facts),
  );
  if (!after) return events;
  const [before, now] = [lifeOf(facts), lifeOf(after)];
  const { completedOn, lastDay } = now;
  const { effectOn } = after;
  const announcements: Event[] = [];
  if (completedOn !== undefined && before.completedOn === undefined)
    announcements.push(
      ConventionFullySigned(
        { completedOn, effectOn, endsOn: lastDay },
        { occurredOn: completedOn, effectiveOn: effectOn },
      ),
    );
  const counted = new Set(before.amendments.filter(({ counts }) => counts).map(idOf));
  for (const one of now.amendments) {
    if (!one.counts || one.completedOn === undefined || counted.has(idOf(one))) continue;
    const { amendmentId, effectOn: from, changes } = one.amendment;
    announcements.push(
      AmendmentTookEffect(
        { amendmentId, completedOn: one.completedOn, effectOn: from, changes },
        { occurredOn: one.completedOn, effectiveOn: from },
      ),
    );
  }
  return [...events, ...announcements];
}

const idOf = ({ amendment }: ReturnType<typeof lifeOf>['amendments'][number]) => amendment.amendmentId;
