import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type Metadata, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { softDelete } from '../journal/append.js';
import { blank, tombstone } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { type CallError, callError, notReady, refusal } from './errors.js';

const nameOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

/** Whoever may delete a stream may: that is why the two settings exist. */
export async function deleteStream(
  node: NodeState,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  done: sendUnaryData<DeleteResp>,
): Promise<void> {
  await node.awake();
  const stream = nameOf(call.request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8());
  const refused = whyNot(node, call.metadata, stream, call.request.getOptions());
  if (refused) return done(refused);
  softDelete(node.journal, stream);
  done(null, new streams.DeleteResp());
}

export async function tombstoneStream(
  node: NodeState,
  call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
  done: sendUnaryData<TombstoneResp>,
): Promise<void> {
  await node.awake();
  const stream = nameOf(call.request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8());
  const refused = whyNot(node, call.metadata, stream, call.request.getOptions());
  if (refused) return done(refused);
  node.journal.append(stream, [blank(tombstone)]);
  done(null, new streams.TombstoneResp());
}

/** The right is asked for before the revision is looked at. */
function whyNot(
  node: NodeState,
  metadata: Metadata,
  stream: string,
  options: DeleteReq.Options | TombstoneReq.Options | undefined,
): CallError | undefined {
  if (node.behaviour.isStarting) return notReady;
  const refused = refusal(node.access, metadata, '$d', stream);
  const last = node.journal.of(stream).length - 1;
  if (refused || !options?.hasRevision() || Number(options.getRevision()) === last) return refused;
  const trailers = { 'stream-name': stream, 'expected-version': options.getRevision() };
  return callError(status.FAILED_PRECONDITION, 'Append failed due to WrongExpectedVersion.', {
    exception: 'wrong-expected-version',
    ...trailers,
    ...(last < 0 ? {} : { 'actual-version': String(last) }),
  });
}
