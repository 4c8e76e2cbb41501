import type { RecordedEvent } from '@ctg/event-store';
import type { MovedEvent, ReceivingStore } from '@ctg/event-store/moving';

const uuids = /([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g;

/** The same text about other things: each id of the n-th copy is another one, always the same. */
const renamed = (text: string, n: number): string =>
  text.replaceAll(uuids, (_id, first: string, rest: string) => {
    const moved = (Number.parseInt(first, 16) + n * 0x9e3779b1) >>> 0;
    return moved.toString(16).padStart(8, '0') + rest;
  });

/**
 * So many more lives of the convention that these events tell: in their order, with ids of their own, recorded when the
 * first one was. What is no part of a convention (an organisation) is not told twice.
 */
export function* copies(events: readonly RecordedEvent[], from: number, to: number): Generator<MovedEvent> {
  const own = events.filter(({ stream }) => stream.search(uuids) >= 0);
  for (let n = from; n < to; n++)
    for (const { stream, revision, id, type, rawData, rawMetadata, recordedAt } of own)
      yield {
        stream: renamed(stream, n),
        revision,
        id: renamed(id, n),
        type,
        rawData: renamed(rawData, n),
        rawMetadata: renamed(rawMetadata, n),
        recordedAt,
      };
}

/** So many more values of that convention, each in its stream, like the one that it has. */
export function* values(events: readonly RecordedEvent[], count: number): Generator<MovedEvent> {
  const one = events.find(({ type }) => type === 'diagnostics.ValueRecorded');
  const valueId = (one?.data as { readonly valueId?: string } | undefined)?.valueId;
  if (!one || !valueId) throw new Error('the life that is copied records no value');
  const { revision, type, rawMetadata, recordedAt } = one;
  // Beyond every copy: no id is given twice.
  for (let n = 10_000_001; n <= 10_000_000 + count; n++) {
    const other = renamed(valueId, n);
    yield {
      stream: one.stream.replace(valueId, other),
      revision,
      id: renamed(one.id, n),
      type,
      rawData: one.rawData.replace(valueId, other),
      rawMetadata,
      recordedAt,
    };
  }
}

const batch = 5_000;

/** Writes events behind what a store has; answers how many. `told` now and then of how many there are. */
export async function plant(
  store: ReceivingStore,
  events: Iterable<MovedEvent>,
  told: (events: number) => void = () => {},
): Promise<number> {
  let planted = 0;
  let waiting: MovedEvent[] = [];
  const write = async () => {
    await store.receive(waiting);
    planted += waiting.length;
    waiting = [];
    if (planted % 100_000 < batch) told(planted);
  };
  for (const event of events) if (waiting.push(event) >= batch) await write();
  if (waiting.length > 0) await write();
  return planted;
}
