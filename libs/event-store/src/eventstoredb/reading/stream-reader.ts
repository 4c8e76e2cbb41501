import { StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { StreamDamaged } from '../../errors.js';
import type { ReadStreamOptions, RecordedEvent } from '../../port.js';
import { collect } from '../connection/collect.js';
import type { Connection } from '../connection/connection.js';
import { fromWire } from '../wire.js';
import type { DescribedStreams } from './described-streams.js';

/** More than most streams have. */
const pageSize = 1_000;

/** Reads one stream, in pages that are read to their end; never takes a shortened stream for a short one. */
export class StreamReader {
  constructor(
    private readonly connection: Connection,
    private readonly described: Pick<DescribedStreams, 'has'>,
  ) {}

  /** At most `limit` events from a revision on; none when there is no such stream. @throws StreamDamaged */
  async page(
    stream: string,
    { from, direction, limit }: Required<ReadStreamOptions>,
  ): Promise<readonly RecordedEvent[]> {
    const isForwards = direction === 'forwards';
    const fromRevision = from >= Number.MAX_SAFE_INTEGER ? (isForwards ? undefined : 'end') : BigInt(from);
    if (fromRevision === undefined) return [];
    let read: RecordedEvent[];
    try {
      const options = { fromRevision, direction, maxCount: limit } as const;
      const found = await this.connection.read((client) => collect(client.readStream(stream, options)));
      read = found.map((each) => fromWire(each)).filter((event) => event !== undefined);
    } catch (error) {
      if (error instanceof StreamNotFoundError) {
        if (!(await this.described.has(stream))) return [];
        throw new StreamDamaged(stream, 'it was deleted');
      }
      if (error instanceof StreamDeletedError)
        throw new StreamDamaged(stream, 'it was deleted for ever (tombstoned)');
      throw error;
    }
    assertWhole(stream, read, { from, direction, limit });
    return read;
  }

  /** Page after page, as they are asked for. */
  async *events(stream: string, options: ReadStreamOptions): AsyncGenerator<RecordedEvent> {
    const direction = options.direction ?? 'forwards';
    const step = direction === 'forwards' ? 1 : -1;
    let from = options.from ?? (step > 0 ? 0 : Number.MAX_SAFE_INTEGER);
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    while (left > 0 && from >= 0) {
      const limit = Math.min(left, pageSize);
      const page = await this.page(stream, { from, direction, limit });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      left -= page.length;
      from = last.revision + step;
    }
  }

  /** Backwards, because what is looked for was most likely written lately. */
  async find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    const { found } = await this.findAll(stream, new Set([eventId]));
    return found[0];
  }

  /** The last revision, and the events of these ids. */
  async findAll(
    stream: string,
    ids: ReadonlySet<string>,
  ): Promise<{ last: number | 'no-stream'; found: readonly RecordedEvent[] }> {
    const found: RecordedEvent[] = [];
    let last: number | 'no-stream' = 'no-stream';
    for await (const event of this.events(stream, { direction: 'backwards' })) {
      if (last === 'no-stream') last = event.revision;
      if (ids.has(event.id)) found.push(event);
      if (found.length === ids.size) break;
    }
    return { last, found };
  }
}

/** `$maxCount`, `$maxAge` and `$tb` hide events from the reader of a stream: a hole in the revisions is their sign. */
function assertWhole(
  stream: string,
  page: readonly RecordedEvent[],
  { from, direction, limit }: Required<ReadStreamOptions>,
): void {
  const isForwards = direction === 'forwards';
  const first = page[0];
  const last = page.at(-1);
  if (!first || !last) return;
  const missing = isForwards ? first.revision !== from : page.length < limit && last.revision !== 0;
  const isHoled = Math.abs(last.revision - first.revision) !== page.length - 1;
  if (missing || isHoled)
    throw new StreamDamaged(
      stream,
      `its events before revision ${Math.min(first.revision, last.revision)} are hidden`,
    );
}
