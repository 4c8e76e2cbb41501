import type {
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { softDelete } from '../journal/append.js';
import { blank, tombstone } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { notReady, refusal } from './errors.js';

const nameOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

/** Whoever may delete a stream may: that is why the two settings exist. */
export async function deleteStream(
  node: NodeState,
  call: ServerUnaryCall<DeleteReq, DeleteResp>,
  done: sendUnaryData<DeleteResp>,
): Promise<void> {
  await node.awake();
  const stream = nameOf(call.request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8());
  const refused = node.behaviour.isStarting ? notReady : refusal(node.access, call.metadata, '$d', stream);
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
  const refused = node.behaviour.isStarting ? notReady : refusal(node.access, call.metadata, '$d', stream);
  if (refused) return done(refused);
  node.journal.append(stream, [blank(tombstone)]);
  done(null, new streams.TombstoneResp());
}
