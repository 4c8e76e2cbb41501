import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Entry } from '../journal/journal.js';
import { isSoftDeleted, visible } from '../journal/stream-metadata.js';
import type { NodeState } from '../node-state.js';
import { drained } from './drained.js';
import { callError, notReady, refusal } from './errors.js';
import { eventResponse, streamNotFound } from './read-answers.js';
import { subscribe } from './subscribe.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** Reads of one stream, of everything, and subscriptions. */
export async function read(node: NodeState, call: Call): Promise<void> {
  node.openReads++;
  let isOpen = true;
  const closed = () => {
    if (isOpen) node.openReads--;
    isOpen = false;
  };
  for (const event of ['close', 'finish', 'cancelled', 'error']) call.on(event, closed);
  await node.awake();
  const options = call.request.getOptions();
  const stream = streamOf(call.request);
  const refused = refusal(node.access, call.metadata, '$r', stream ?? '$all');
  if (node.behaviour.isStarting) call.emit('error', notReady);
  else if (refused) call.emit('error', refused);
  else if (options?.hasSubscription()) await subscribe(node, call, stream);
  else if (stream === undefined) await readAll(node, call);
  else await readStream(node, call, stream);
}

const streamOf = (request: ReadReq) => {
  const options = request.getOptions();
  return options?.hasStream()
    ? Buffer.from(options.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()
    : undefined;
};

async function readStream(node: NodeState, call: Call, stream: string): Promise<void> {
  const { journal } = node;
  if (journal.isTombstoned(stream)) {
    const trailers = { exception: 'stream-deleted', 'stream-name': stream };
    call.emit(
      'error',
      callError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, trailers),
    );
    return;
  }
  if (journal.of(stream).length === 0 || isSoftDeleted(journal, stream)) {
    call.write(streamNotFound(stream));
    call.end();
    return;
  }
  const options = call.request.getOptions();
  const from = options?.getStream();
  const isBackwards = options?.getReadDirection() === 1;
  const shown = visible(journal, stream);
  const revision = from?.hasRevision() ? Number(from.getRevision()) : from?.hasEnd() ? Infinity : 0;
  const chosen = isBackwards
    ? shown.filter((entry) => entry.revision <= revision).reverse()
    : shown.filter((entry) => entry.revision >= revision);
  await send(node, call, chosen);
}

async function readAll(node: NodeState, call: Call): Promise<void> {
  const { journal } = node;
  const options = call.request.getOptions();
  const all = options?.getAll();
  const isBackwards = options?.getReadDirection() === 1;
  const commit = all?.hasPosition() ? BigInt(all.getPosition()?.getCommitPosition() ?? '0') : undefined;
  if (commit !== undefined && commit < journal.end) {
    if (journal.entries[journal.indexAt(commit)]?.position !== commit) {
      call.emit('error', callError(status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
      return;
    }
  }
  const place = commit ?? (all?.hasEnd() ? journal.end : 0n);
  const index = journal.indexAt(place);
  const count = Number(options?.getCount() ?? 0);
  // Forwards from a position its event comes first; backwards it does not come.
  await send(
    node,
    call,
    isBackwards
      ? journal.entries.slice(Math.max(0, index - count), index).reverse()
      : journal.entries.slice(index, index + count),
  );
}

async function send(node: NodeState, call: Call, entries: readonly Entry[]): Promise<void> {
  const count = Number(call.request.getOptions()?.getCount() ?? 0);
  for (const entry of entries.slice(0, count)) {
    await node.awake();
    if (call.cancelled || call.destroyed) return;
    node.eventsSent++;
    if (!call.write(eventResponse(entry))) await drained(call);
  }
  call.end();
}
