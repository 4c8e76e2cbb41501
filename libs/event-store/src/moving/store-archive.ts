import { type EventStore, START, type StoreIdentity } from '../port.js';
import { type Archive, type MovedEvent, NotTheSameStore } from './archive.js';

/** What an adapter can do for a copy beyond the port. */
export interface ReceivingStore extends EventStore {
  /** Writes events of another store after the last one, keeping revision, bytes and time. */
  receive(events: readonly MovedEvent[]): Promise<void>;
  /** Positions given out before are refused from now on: `epoch` goes up, to `atLeast` (default: the next one). */
  beginEpoch(atLeast?: number): Promise<StoreIdentity>;
}

/** A server as an archive. */
export function storeArchive(name: string, store: ReceivingStore): Archive {
  return {
    name,
    async *read(after) {
      let position = START;
      if (after) {
        const event = await store.findEvent(after.stream, after.id);
        if (!event || event.revision !== after.revision) {
          throw new NotTheSameStore(
            `${name} n’a pas l’événement ${after.id} (${after.stream}, révision ${after.revision}) que la cible a en dernier : la cible contient autre chose. Donnez une cible vide, ou celle d’une copie commencée.`,
          );
        }
        position = event.position;
      }
      yield* store.readAll({ after: position });
    },
    last: async () => {
      const head = await store.head();
      return head === START ? undefined : store.eventAt(head);
    },
    at: (places) =>
      Promise.all(
        places.map(async ({ position, eventId }) => {
          const event = await store.eventAt(position);
          return eventId === undefined || event?.id === eventId ? event : undefined;
        }),
      ),
    positionOf: async ({ stream, id }) => (await store.findEvent(stream, id))?.position,
    identity: () => store.identity(),
    beginEpoch: async (atLeast) => {
      await store.beginEpoch(atLeast);
    },
    receive: (events) => store.receive(events),
    close: () => store.close(),
  };
}
