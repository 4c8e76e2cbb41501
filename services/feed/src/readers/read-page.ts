import type { Actor } from '@ctg/access';
import { decodeEvent, type PublishedEvent, UnreadableEvent } from '@ctg/contracts';
import { withoutSmallGroups } from '@ctg/contracts/evaluation';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import type { RouteParts } from '@ctg/web-service';
import { visibleEvents } from './right-to-see.js';
import type { RightsKnown } from './rights-known.js';

/** What pages are read from. */
export interface Sources {
  readonly store: EventStore;
  /** The tables, as a person sees them. */
  readonly tables: RouteParts['tables'];
  readonly rightsKnown: RightsKnown;
}

export interface PageRequest {
  readonly actor: Actor;
  readonly after: bigint;
  /** Left out: every type. */
  readonly types?: readonly string[];
  readonly limit: number;
}

export interface Page {
  readonly events: readonly PublishedEvent[];
  /** Everything up to here was looked at; what the reader may not see is passed over. */
  readonly next: bigint;
  /** True when nothing that was recorded before the reading lies beyond `next`. */
  readonly caughtUp: boolean;
}

/** Events taken in one step, and how many are looked through for them in the store. */
const stepSize = 200;
const lookThrough = 5_000;
/** Steps before a page is answered even if nothing in them was for the reader. */
const mostSteps = 20;

/**
 * Reads the next events that a person may see, as far as rights are known. Those of other Cafs the store itself leaves
 * out; which of their own Caf's they may see is told here.
 */
export async function readPage(sources: Sources, request: PageRequest): Promise<Page> {
  const { store, tables, rightsKnown } = sources;
  const { actor, after, types, limit } = request;
  const until = rightsKnown.position;
  const readModel = tables.person(actor);
  const events: PublishedEvent[] = [];
  let next = after;
  for (let step = 0; next < until && step < mostSteps && events.length < limit; step++) {
    const page = await store.readPage({
      after: next,
      limit: stepSize,
      lookThrough,
      ...(types ? { filter: { eventTypes: types } } : {}),
      ...(actor.cafId === undefined ? {} : { metadata: { cafId: actor.cafId } }),
    });
    const found = page.events.filter(({ position }) => position <= until);
    const visible = await visibleEvents(actor, found.map(asPublished), readModel);
    const taken = visible.slice(0, limit - events.length);
    events.push(...taken.map(withoutSmallGroups));
    const last = taken.length < visible.length ? taken.at(-1)?.position : undefined;
    const lookedUpTo = page.position < until ? page.position : until;
    if (last === undefined && lookedUpTo <= next) break;
    next = last === undefined ? lookedUpTo : BigInt(last);
  }
  return { events, next, caughtUp: next >= until && next >= (await store.head()) };
}

/** One that is newer than this program goes out as it was written: its version says so, its reader may know it. */
function asPublished(recorded: RecordedEvent): PublishedEvent {
  try {
    return decodeEvent(recorded);
  } catch (error) {
    if (!(error instanceof UnreadableEvent)) throw error;
    const { id, type, stream, revision, data, metadata, position, recordedAt } = recorded;
    const place = { position: String(position), recordedAt: recordedAt.toISOString() };
    return { ...metadata, id, type, stream, revision, data, ...place } as unknown as PublishedEvent;
  }
}
