import type { AppendReq, AppendResp, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerReadableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { type Expected, maxAppendSize, type Outcome } from '../journal/append.js';
import type { NewEntry } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { callError, notReady, refusal, rightToAppend, thrown } from './errors.js';

type Call = ServerReadableStream<AppendReq, AppendResp>;

/**
 * One append in a call of its own: what a client does that is given credentials per call. Each such append takes one of the
 * hundred streams, and a refusal ends the call.
 */
export async function append(node: NodeState, call: Call, done: sendUnaryData<AppendResp>): Promise<void> {
  node.singleAppends++;
  let options: AppendReq.Options | undefined;
  const events: NewEntry[] = [];
  for await (const request of call as AsyncIterable<AppendReq>) {
    options ??= request.getOptions();
    const message = request.getProposedMessage();
    if (message) events.push(asEntry(message));
  }
  await node.awake();
  const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const refused = refusal(node.access, call.metadata, ...rightToAppend(stream));
  if (node.behaviour.isStarting) return done(notReady);
  if (refused) return done(refused);
  if (node.behaviour.appendTakes > 0)
    await new Promise((resolve) => setTimeout(resolve, node.behaviour.appendTakes).unref());
  const expected = expectedOf(options);
  const outcome = node.appender.append(stream, events, expected);
  if (outcome.kind === 'success' || outcome.kind === 'conflict') return done(null, answer(expected, outcome));
  done(errors[outcome.kind](stream));
}

const errors = {
  deleted: (stream: string) =>
    callError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
      exception: 'stream-deleted',
      'stream-name': stream,
    }),
  'too-large': () =>
    callError(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded.', {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(maxAppendSize),
    }),
  'bad-request': () => callError(status.INVALID_ARGUMENT, 'BadRequest'),
  thrown: () => thrown,
};

function answer(expected: Expected, outcome: Outcome & { kind: 'success' | 'conflict' }): AppendResp {
  const response = new streams.AppendResp();
  if (outcome.kind === 'success') {
    const success = new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision));
    if (outcome.position === undefined) success.setNoPosition(new empty.Empty());
    else {
      const place = String(outcome.position);
      success.setPosition(
        new streams.AppendResp.Position().setCommitPosition(place).setPreparePosition(place),
      );
    }
    return response.setSuccess(success);
  }
  const refused = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.actual === 'no-stream') refused.setCurrentNoStream(new empty.Empty());
  else refused.setCurrentRevision(String(outcome.actual));
  if (expected === 'any') refused.setExpectedAny(new empty.Empty());
  else if (expected === 'no-stream') refused.setExpectedNoStream(new empty.Empty());
  else if (expected === 'stream-exists') refused.setExpectedStreamExists(new empty.Empty());
  else refused.setExpectedRevision(String(expected));
  return response.setWrongExpectedVersion(refused);
}

function expectedOf(options: AppendReq.Options | undefined): Expected {
  if (options?.hasNoStream()) return 'no-stream';
  if (options?.hasStreamExists()) return 'stream-exists';
  return options?.hasAny() ? 'any' : Number(options?.getRevision());
}

/** An event as either call carries it. */
export function asEntry(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): NewEntry {
  const properties = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? '',
    type: properties.get('type') ?? '',
    contentType: properties.get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
