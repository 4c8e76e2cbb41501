import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Entry, Journal } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { drained } from './drained.js';
import { callError, thrown } from './errors.js';
import { checkpoint, confirmation, eventResponse } from './read-answers.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** Events looked through between two checkpoints, when the client says nothing. */
const defaultWindow = 32;

/**
 * Follows everything, what a filter lets through, or one stream. Starts strictly *after* the position (the revision) given.
 * A checkpoint at the end of a catch-up is the place where the next event will stand: whoever subscribes from it never gets
 * that event. @param stream the one to follow; left out: all
 */
export async function subscribe(node: NodeState, call: Call, stream?: string): Promise<void> {
  const { journal, behaviour } = node;
  const options = call.request.getOptions();
  const all = options?.getAll();
  const given =
    stream === undefined
      ? all?.hasPosition()
        ? BigInt(all.getPosition()?.getCommitPosition() ?? '0')
        : undefined
      : placeInStream(journal, stream, options?.getStream());
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
  const isFromEnd = all?.hasEnd() || options?.getStream()?.hasEnd();
  const after = given === undefined ? (isFromEnd ? journal.end - 1n : -1n) : isBeyond ? -1n : given;
  let next = isFromEnd || isBeyond ? journal.entries.length : journal.indexAt(after);
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
    if (entry.position > after && (passes?.(entry) ?? (stream === undefined || entry.stream === stream))) {
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

/** Of a revision that is not there yet: the end, so that what comes is all that follows. */
function placeInStream(
  journal: Journal,
  stream: string,
  from: ReadReq.Options.StreamOptions | undefined,
): bigint | undefined {
  if (!from?.hasRevision()) return undefined;
  return journal.of(stream)[Number(from.getRevision())]?.position;
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
