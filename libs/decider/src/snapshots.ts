import type { Decider } from './decider.js';
import type { ReadModelAccess } from './define-command.js';
import { FoldedStream } from './folded-stream.js';

/** A state is written down again after so many further events; shorter streams are folded faster than looked up. */
const everyEvents = 500;
/** A larger state is not: writing it would hold up everything else. */
const largest = 4 * 1024 * 1024;

interface SnapshotRow {
  readonly revision: string;
  readonly event_id: string;
  readonly caf_id: string;
  readonly bytes: number;
  readonly state: string;
}

/** The table in the schema of each service. */
export const snapshotTable = `
CREATE TABLE command_state_snapshot (
  stream       text    PRIMARY KEY,
  fold_version integer NOT NULL,
  revision     bigint  NOT NULL,
  event_id     uuid    NOT NULL,
  caf_id       text    NOT NULL,
  bytes        integer NOT NULL,
  state        text    NOT NULL
)`;

/**
 * States of long streams, written down so that a service that has just started need not fold them from their beginning.
 * Nothing depends on them: one of another fold's version is not looked at, one that is not of the store's history is
 * found out by the event it ends with, and what cannot be read or written is done without.
 */
export class Snapshots {
  #isWriting = false;

  constructor(
    private readonly tables: ReadModelAccess,
    /** Told what went wrong; the command goes on without. */
    private readonly onFault: (fault: unknown) => void = () => undefined,
  ) {}

  /** Only of deciders that declare a version. */
  async load<State>(stream: string, decider: Decider<State>): Promise<FoldedStream<State> | undefined> {
    if (decider.version === undefined) return undefined;
    try {
      const [row] = await this.tables.query<SnapshotRow>(
        `SELECT revision, event_id, caf_id, bytes, state
           FROM command_state_snapshot WHERE stream = $1 AND fold_version = $2`,
        [stream, decider.version],
      );
      return row && restored(decider, row);
    } catch (fault) {
      this.onFault(fault);
      return undefined;
    }
  }

  /** Writes a state down when it has moved on far enough; waits for nothing, one at a time. */
  offer(stream: string, folded: FoldedStream): void {
    const { decider, revision, snapshotAt, bytes } = folded;
    const isDue = revision - snapshotAt >= everyEvents && bytes <= largest;
    if (decider.version === undefined || !isDue || this.#isWriting) return;
    folded.snapshotAt = revision;
    this.#isWriting = true;
    void this.#write(stream, folded)
      .catch(this.onFault)
      .finally(() => {
        this.#isWriting = false;
      });
  }

  async #write(stream: string, { decider, revision, lastEventId, cafId, bytes, state }: FoldedStream) {
    // A newer fold's is never overwritten by an older one's: during a deployment both are at work.
    await this.tables.query(
      `INSERT INTO command_state_snapshot AS kept (stream, fold_version, revision, event_id, caf_id, bytes, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (stream) DO UPDATE SET
         fold_version = excluded.fold_version, revision = excluded.revision, event_id = excluded.event_id,
         caf_id = excluded.caf_id, bytes = excluded.bytes, state = excluded.state
       WHERE excluded.fold_version >= kept.fold_version`,
      [stream, decider.version, revision, lastEventId, cafId, bytes, JSON.stringify(state)],
    );
  }
}

function restored<State>(decider: Decider<State>, row: SnapshotRow): FoldedStream<State> {
  const folded = new FoldedStream(decider);
  folded.state = JSON.parse(row.state) as State;
  folded.revision = folded.snapshotAt = Number(row.revision);
  folded.lastEventId = row.event_id;
  folded.cafId = row.caf_id;
  folded.bytes = row.bytes;
  return folded;
}
