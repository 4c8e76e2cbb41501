import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import type { Expected, Outcome } from '../journal/append.js';
import type { NewEntry } from '../journal/journal.js';
import type { NodeState } from '../node-state.js';
import { asEntry } from './append.js';
import { answer, type Refusal } from './batch-answer.js';
import { type CallError, refusal, rightToAppend, thrown } from './errors.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Batch {
  readonly correlation: string;
  readonly stream: string;
  readonly expected: Expected;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly events: NewEntry[];
}

/** Appends of a client over one long call; answers carry the request's correlation id, errors leave the call open. */
export function batchAppend(node: NodeState, call: Call): void {
  const batches = new Map<string, Batch>();
  call.on('data', (request: BatchAppendReq) => void take(request));
  call.on('end', () => call.end());
  call.on('error', () => undefined);

  async function take(request: BatchAppendReq): Promise<void> {
    await node.awake();
    const correlation = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    const batch = batches.get(correlation) ?? begun(correlation, request);
    if (options) {
      batches.set(correlation, batch);
      setTimeout(
        () => {
          if (batches.delete(correlation)) respond(batch, 'timeout');
        },
        Math.max(0, batch.deadline - Date.now()),
      ).unref();
    }
    batch.events.push(...request.getProposedMessagesList().map(asEntry));
    if (!request.getIsFinal() || !batches.delete(correlation)) return;
    const outcome = await judge(batch);
    await node.awake();
    if (typeof outcome === 'object' && 'details' in outcome) call.emit('error', outcome);
    else respond(batch, outcome);
  }

  async function judge(batch: Batch): Promise<Outcome | Refusal | CallError> {
    const { stream, events, expected } = batch;
    if (node.behaviour.isStarting) return 'not-ready';
    if (batch.deadline <= Date.now() || !node.hasLeader()) return 'timeout';
    const refused = refusal(node.access, call.metadata, ...rightToAppend(stream));
    if (refused?.code === status.UNAUTHENTICATED) return refused;
    if (refused) return 'access-denied';
    const key = `${stream} ${events[0]?.id}`;
    if (node.underWay.has(key)) {
      await pause(node.behaviour.repeatPatience);
      return 'timeout';
    }
    if (node.behaviour.appendTakes > 0) {
      node.underWay.add(key);
      await pause(node.behaviour.appendTakes);
      node.underWay.delete(key);
    }
    if (node.behaviour.refusesAll) return { kind: 'bad-request' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) >= node.behaviour.maxAppendSize)
      return { kind: 'too-large' };
    const outcome = node.appender.append(stream, events, expected);
    return outcome.kind === 'thrown' ? thrown : outcome;
  }

  function respond(batch: Batch, outcome: Outcome | Refusal): void {
    if (call.writable) call.write(answer(batch.correlation, batch.stream, batch.expected, outcome));
  }
}

const pause = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

function begun(correlation: string, request: BatchAppendReq): Batch {
  const options = request.getOptions();
  const expected: Expected = options?.hasNoStream()
    ? 'no-stream'
    : options?.hasStreamExists()
      ? 'stream-exists'
      : options?.hasAny()
        ? 'any'
        : Number(options?.getStreamPosition());
  return {
    correlation,
    stream: Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    expected,
    deadline: options?.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY,
    events: [],
  };
}
