import shared from '@eventstore/db-client/generated/shared_pb.js';
import rpc from '@eventstore/db-client/generated/status_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { type Expected, maxAppendSize, type Outcome } from '../journal/append.js';

/** What a batch is refused with that is no matter of the stream. */
export type Refusal = 'timeout' | 'not-ready' | 'access-denied';

const nothing = () => new empty.Empty();

/** One answer in the long call: success, or a `google.rpc.Status` with its details packed. */
export function answer(
  correlation: string,
  stream: string,
  expected: Expected,
  outcome: Outcome | Refusal,
): BatchAppendResp {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(new shared.UUID().setString(correlation));
  response.setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream))),
  );
  if (typeof outcome === 'object' && outcome.kind === 'success') {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    if (outcome.position === undefined) success.setNoPosition(nothing());
    else {
      const place = String(outcome.position);
      success.setPosition(new shared.AllStreamPosition().setCommitPosition(place).setPreparePosition(place));
    }
    return response.setSuccess(success);
  }
  return response.setError(errorOf(stream, expected, outcome));
}

function errorOf(stream: string, expected: Expected, outcome: Outcome | Refusal) {
  const kind = typeof outcome === 'string' ? outcome : outcome.kind;
  switch (kind) {
    case 'conflict':
      return conflict(expected, typeof outcome === 'object' && 'actual' in outcome ? outcome.actual : 0);
    case 'too-large': {
      const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendSize);
      return packed(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
    }
    case 'deleted': {
      const name = new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));
      const details = new shared.StreamDeleted().setStreamIdentifier(name);
      return packed(status.FAILED_PRECONDITION, 'StreamDeleted', details);
    }
    case 'timeout':
      return packed(status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
    case 'access-denied':
      return packed(status.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());
    case 'not-ready':
      return packed(status.UNAVAILABLE, 'Server Is Not Ready', new shared.BadRequest(), 'BadRequest');
    default:
      return packed(status.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest());
  }
}

function conflict(expected: Expected, actual: number | 'no-stream') {
  const details = new shared.WrongExpectedVersion();
  if (actual === 'no-stream') details.setCurrentNoStream(nothing());
  else details.setCurrentStreamRevision(String(actual));
  if (expected === 'any') details.setExpectedAny(nothing());
  else if (expected === 'no-stream') details.setExpectedNoStream(nothing());
  else if (expected === 'stream-exists') details.setExpectedStreamExists(nothing());
  else details.setExpectedStreamPosition(String(expected));
  return packed(status.ALREADY_EXISTS, 'WrongExpectedVersion', details);
}

function packed(code: status, message: string, details: { serializeBinary(): Uint8Array }, name = message) {
  const wrapped = new any.Any();
  wrapped.pack(details.serializeBinary(), `event_store.client.${name}`);
  return new rpc.Status()
    .setCode(code as number)
    .setMessage(message)
    .setDetails(wrapped);
}
