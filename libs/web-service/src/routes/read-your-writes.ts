import { Rejection, type Tables, TablesBehind } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import { type FeedStatus, waitForPosition } from '@ctg/feed';
import type { RunningProjections } from '@ctg/read-model';

/** Longest wait for the tables of a service, in milliseconds. */
const longestWait = 5_000;
/** ... and for what another service tells, before it is called unknown. */
const waitForOthers = 3_000;

/** Waits until the tables of a service show what its caller was told has happened. */
export class ReadYourWrites implements Tables {
  constructor(
    private readonly store: EventStore,
    private readonly projections: RunningProjections,
    readonly own: readonly string[],
    private readonly reactions: () => readonly FeedStatus[] = () => [],
  ) {}

  waitFor(position: bigint, timeoutMs: number, names?: readonly string[]): Promise<boolean> {
    return this.projections.waitFor(position, timeoutMs, names);
  }

  /**
   * To the position of a CTG-After-Position header, if there is one; these projections, or all.
   * @throws Rejection `position-ahead` at once, for a position that the store has not reached
   * @throws TablesBehind the tables did not come there in time
   */
  async comeTo(position: string | undefined, names?: readonly string[]): Promise<void> {
    if (position === undefined) return;
    // A page that reads no table has nothing to wait for, and still hears of a position that nobody gave.
    if (names?.length !== 0 && (await this.projections.waitFor(position, 0, names))) return;
    const head = await this.store.head();
    if (BigInt(position) > head) throw ahead(position, head);
    if (!(await this.projections.waitFor(position, longestWait, names))) throw new TablesBehind(position);
  }

  /**
   * To the position, and everything done that the events up to it ask of this service: a command may rest on it.
   * @throws Rejection · TablesBehind as above
   */
  async comeToWhatFollows(position: string | undefined): Promise<void> {
    await this.comeTo(position);
    if (position === undefined) return;
    if (!(await waitForPosition(this.reactions, position, longestWait))) throw new TablesBehind(position);
  }

  /**
   * Asks these projections something. While a version is being built the one before serves, which may not have the column or the lines
   * that are asked for.
   * @throws TablesBehind then; what is missing in a version that is built is a fault of ours
   */
  async asBuilt<T>(names: readonly string[], ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      if (!isOfAnotherForm(cause) || this.projections.haveCaughtUp(names)) throw cause;
      throw new TablesBehind(String(await this.store.head()), { cause });
    }
  }

  /** These projections to where the store is now. @throws TablesBehind it takes too long */
  async comeToHead(names: readonly string[]): Promise<void> {
    const head = await this.store.head();
    if (!(await this.projections.waitFor(head, waitForOthers, names))) throw new TablesBehind(String(head));
  }
}

/** PostgreSQL's undefined_table, undefined_column. */
const isOfAnotherForm = (error: unknown): boolean =>
  ['42P01', '42703'].includes(String((error as { code?: unknown } | undefined)?.code));

/** No answer of this store has told it: of another store, or of one that was restored since. */
const ahead = (position: string, head: bigint) =>
  new Rejection(409, {
    code: 'position-ahead',
    title: 'Cette position est au-delà de ce qui a été enregistré.',
    expected: `au plus ${head}`,
    found: `position ${position}`,
    advice:
      'Donnez la position d’une réponse de ce système ; après une restauration, relisez depuis le début.',
  });
