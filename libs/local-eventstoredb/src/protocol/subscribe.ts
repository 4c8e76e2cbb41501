import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Entry } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { drained } from './drained.js';
import { callError, thrown } from './errors.js';
import { checkpoint, confirmation, eventResponse } from './read-answers.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** Events looked through between two checkpoints, when the client says nothing. */
const defaultWindow = 32;

/**
 * Follows everything, or what a filter lets through. Starts strictly *after* the position given. A checkpoint at the end
 * of a catch-up is the place where the next event will stand: whoever subscribes from it never gets that event.
 */
export async function subscribeToAll(node: NodeState, call: Call): Promise<void> {
  const { journal, behaviour } = node;
  const options = call.request.getOptions();
  const all = options?.getAll();
  const given = all?.hasPosition() ? BigInt(all.getPosition()?.getCommitPosition() ?? '0') : undefined;
  const isInside = given !== undefined && given < journal.end;
  if (isInside && journal.entries[journal.indexAt(given)]?.position !== given) {
    call.emit('error', thrown);
    return;
  }
  let passes: ((entry: Entry) => boolean) | undefined;
  try {
    passes = filterOf(call.request);
  } catch {
    call.emit('error', thrown);
    return;
  }
  const window =
    (options?.getFilter()?.getMax() || defaultWindow) *
    (options?.getFilter()?.getCheckpointintervalmultiplier() || 1);
  // Beyond the end it starts live, as if nothing were missing.
  const isBeyond = given !== undefined && given > journal.end;
  const after = given === undefined ? (all?.hasEnd() ? journal.end - 1n : -1n) : isBeyond ? -1n : given;
  let next = all?.hasEnd() || isBeyond ? journal.entries.length : journal.indexAt(after);
  let looked = 0;
  let unsent = 0;
  let isLive = false;

  const write = (message: ReadResp) => {
    unsent++;
    return call.write(message, () => {
      unsent--;
    });
  };
  const isOver = () => call.cancelled || call.destroyed || call.writableEnded;
  const step = (entry: Entry): boolean => {
    looked++;
    let hasRoom = true;
    if (entry.position > after && (passes?.(entry) ?? true)) {
      node.eventsSent++;
      hasRoom = write(eventResponse(entry));
    }
    if (passes && behaviour.sendsCheckpoints && looked % window === 0)
      hasRoom = write(checkpoint(entry.position, entry.position)) && hasRoom;
    return hasRoom;
  };

  write(confirmation());
  await catchUp();
  async function catchUp(): Promise<void> {
    while (!isOver()) {
      await node.awake();
      const entry = journal.entries[next];
      if (!entry) break;
      next++;
      if (!step(entry)) await drained(call);
    }
    if (isOver()) return;
    if (passes && behaviour.sendsCheckpoints) write(checkpoint(journal.end, 0n));
    isLive = true;
    const unfollow = journal.follow(() => void goOn());
    for (const event of ['close', 'cancelled', 'error', 'finish']) call.on(event, unfollow);
  }

  async function goOn(): Promise<void> {
    await node.awake();
    while (isLive && !isOver()) {
      const entry = journal.entries[next];
      if (!entry) return;
      next++;
      step(entry);
      if (unsent <= behaviour.slowAfter) continue;
      isLive = false;
      const why = 'Consumer too slow to handle event while live. Client resubscription required.';
      call.emit('error', callError(status.ABORTED, `Operation timed out: ${why}`));
    }
  }
}

function filterOf(request: ReadReq): ((entry: Entry) => boolean) | undefined {
  const filter = request.getOptions()?.getFilter();
  if (!filter) return undefined;
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  const subject = (entry: Entry) => (filter.hasStreamIdentifier() ? entry.stream : entry.type);
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = expression?.getRegex();
  if (pattern) {
    const regex = new RegExp(pattern);
    return (entry) => regex.test(subject(entry));
  }
  return (entry) => prefixes.some((prefix) => subject(entry).startsWith(prefix));
}
