import type { NewEvent, Saying } from '@ctg/contracts';
import { AmendmentTookEffect, ConventionFullySigned } from '@ctg/contracts/partners';
import { type ConventionFacts, convention, lifeOf } from '@ctg/convention';
import { correcting, type Events, isSameSaying, ownState, type RecordedHistory } from '@ctg/decider';
import type { JsonObject } from '@ctg/event-store';

type Event = NonNullable<typeof convention.event>;

/** What an announcement is about: the convention's own signature, or an amendment's. */
const aboutOf = ({ type, data }: Pick<Event, 'type' | 'data'>): string =>
  type === ConventionFullySigned.type ? 'convention' : (data as { amendmentId: string }).amendmentId;

/** Types of what follows from signatures. */
export const announcementTypes: readonly string[] = [ConventionFullySigned.type, AmendmentTookEffect.type];

/** Everything that is to be announced, as the facts are: that all have signed the convention, and each amendment that counts. */
function due(facts: ConventionFacts): ReadonlyMap<string, Event> {
  const { completedOn, lastDay, amendments } = lifeOf(facts);
  const { effectOn } = facts;
  const events: Event[] = [];
  if (completedOn !== undefined)
    events.push(
      ConventionFullySigned(
        { completedOn, effectOn, endsOn: lastDay },
        { occurredOn: completedOn, effectiveOn: effectOn },
      ),
    );
  for (const { amendment, counts, completedOn: signedOn } of amendments) {
    if (!counts || signedOn === undefined) continue;
    const { amendmentId, effectOn: from, changes } = amendment;
    events.push(
      AmendmentTookEffect(
        { amendmentId, completedOn: signedOn, effectOn: from, changes },
        { occurredOn: signedOn, effectiveOn: from },
      ),
    );
  }
  return new Map(events.map((event) => [aboutOf(event), event]));
}

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
  const before = due(facts);
  return [...events, ...[...due(after)].flatMap(([about, event]) => (before.has(about) ? [] : [event]))];
}

/**
 * What a correction makes of the announcements: one that is due no more is annulled, one that says otherwise is corrected,
 * one that is due now is made.
 */
export function announcedAgain(
  facts: ConventionFacts | undefined,
  history: RecordedHistory,
  reason: string,
): readonly NewEvent[] {
  const owed = new Map(facts ? due(facts) : []);
  const changes: NewEvent[] = [];
  for (const event of history.events) {
    const said = announcementTypes.includes(event.type) ? history.sayingOf(event) : undefined;
    if (!said) continue;
    const about = aboutOf({ type: event.type, data: said.data } as Event);
    const saying = sayingOf(owed.get(about));
    owed.delete(about);
    if (saying && isSameSaying(saying, said)) continue;
    changes.push(correcting(event, said, reason, saying));
  }
  return [...changes, ...owed.values()];
}

const sayingOf = (event: Event | undefined): Saying | undefined =>
  event && {
    version: event.schemaVersion,
    data: structuredClone(event.data) as unknown as Saying['data'],
    occurredOn: event.occurredOn ?? '',
    ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
  };
