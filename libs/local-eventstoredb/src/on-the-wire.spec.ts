import serverFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams, { type BatchAppendResp, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { newName, until } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/** The messages themselves, without the client. */
let server: StandIn;
let raw: InstanceType<typeof streamsService.StreamsClient>;
beforeAll(async () => {
  server = await startStandIn();
  raw = new streamsService.StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
});
afterAll(async () => {
  raw?.close();
  await server?.kill();
});

const nothing = () => new empty.Empty();
const named = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

test('the first question, getSupportedMethods: version and methods, in lower case', async () => {
  const asking = new serverFeatures.ServerFeaturesClient(
    `127.0.0.1:${server.port}`,
    credentials.createInsecure(),
  );
  const answer = await new Promise<{ eventStoreServerVersion: string; methodsList: object[] }>(
    (resolve, reject) =>
      asking.getSupportedMethods(new shared.Empty() as never, (error, found) =>
        error ? reject(error) : resolve(found.toObject()),
      ),
  );
  asking.close();
  expect(answer.eventStoreServerVersion).toBe('23.6.0');
  const service = 'event_store.client.streams.streams';
  expect(answer.methodsList).toEqual([
    { methodName: 'read', serviceName: service, featuresList: ['position', 'events'] },
    { methodName: 'append', serviceName: service, featuresList: [] },
    { methodName: 'delete', serviceName: service, featuresList: [] },
    { methodName: 'tombstone', serviceName: service, featuresList: [] },
    { methodName: 'batchappend', serviceName: service, featuresList: ['deadline_duration'] },
    { methodName: 'read', serviceName: 'event_store.client.gossip.gossip', featuresList: [] },
  ]);
});

describe('batchAppend, one long stream in both directions', () => {
  let call: ClientDuplexStream<InstanceType<typeof streams.BatchAppendReq>, BatchAppendResp>;
  let answers: BatchAppendResp[];
  beforeEach(() => {
    answers = [];
    call = raw.batchAppend();
    call.on('data', (answer: BatchAppendResp) => answers.push(answer)).on('error', () => undefined);
  });
  afterEach(() => call?.cancel());

  const sent = (
    correlation: string,
    stream: string,
    given: { isFinal?: boolean; deadline?: Date; expected?: number } = {},
  ) => {
    const deadline = timestamp.Timestamp.fromDate(given.deadline ?? new Date(Date.now() + 60_000));
    const options = new streams.BatchAppendReq.Options().setStreamIdentifier(named(stream));
    options.setDeadline(deadline);
    if (given.expected === undefined) options.setNoStream(nothing());
    else options.setStreamPosition(String(given.expected));
    const message = new streams.BatchAppendReq.ProposedMessage()
      .setId(new shared.UUID().setString(crypto.randomUUID()))
      .setData(Uint8Array.from(Buffer.from('{}')));
    message.getMetadataMap().set('type', 'Noted').set('content-type', 'application/json');
    call.write(
      new streams.BatchAppendReq()
        .setCorrelationId(new shared.UUID().setString(correlation))
        .setOptions(options)
        .setProposedMessagesList([message])
        .setIsFinal(given.isFinal ?? true),
    );
  };
  const answered = async (count: number) => {
    await until(() => answers.length === count);
    return answers.map((answer) => ({
      correlation: answer.getCorrelationId()?.getString(),
      stream: Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
      code: answer.getError()?.getCode() as number | undefined,
      message: answer.getError()?.getMessage(),
      details: answer.getError()?.getDetails(),
      success: answer.getSuccess(),
    }));
  };

  test('an answer carries the correlation id and the stream’s name; an error of an append leaves the stream open', async () => {
    const stream = newName();
    const [refusedId, takenId] = [crypto.randomUUID(), crypto.randomUUID()];
    sent(refusedId, stream, { expected: 4 });
    const [refused] = await answered(1);
    expect(refused).toMatchObject({
      correlation: refusedId,
      stream,
      code: 6,
      message: 'WrongExpectedVersion',
    });
    expect(refused?.details?.getTypeUrl()).toBe(
      'type.googleapis.com/event_store.client.WrongExpectedVersion',
    );
    const details = shared.WrongExpectedVersion.deserializeBinary(
      refused?.details?.getValue_asU8() ?? new Uint8Array(),
    );
    expect([details.hasCurrentNoStream(), details.getExpectedStreamPosition()]).toEqual([true, '4']);
    sent(takenId, stream);
    const [, taken] = await answered(2);
    expect(taken).toMatchObject({ correlation: takenId, stream });
    expect(taken?.success?.getCurrentRevision()).toBe('0');
    expect(taken?.success?.getPosition()?.getCommitPosition()).toBe(
      taken?.success?.getPosition()?.getPreparePosition(),
    );
  });

  test('a deadline in the past, and a batch that never becomes final: code 4, Timeout', async () => {
    sent(crypto.randomUUID(), newName(), { deadline: new Date(Date.now() - 1_000) });
    sent(crypto.randomUUID(), newName(), { deadline: new Date(Date.now() + 200), isFinal: false });
    for (const each of await answered(2)) expect(each).toMatchObject({ code: 4, message: 'Timeout' });
  });
});

test('a subscription says first that it is one; with a filter then where it stands, in a quiet store at the end with prepare 0', async () => {
  const all = new streams.ReadReq.Options.AllOptions().setStart(nothing());
  const prefix = new streams.ReadReq.Options.FilterOptions.Expression().setPrefixList(['never-']);
  const filter = new streams.ReadReq.Options.FilterOptions().setStreamIdentifier(prefix).setMax(32);
  const options = new streams.ReadReq.Options()
    .setAll(all)
    .setFilter(filter.setCheckpointintervalmultiplier(1))
    .setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(nothing()));
  const said: ReadResp[] = [];
  const call = raw.read(new streams.ReadReq().setOptions(options));
  call.on('data', (each: ReadResp) => said.push(each)).on('error', () => undefined);
  await until(() => said.length === 2);
  call.cancel();
  expect(said[0]?.hasConfirmation()).toBe(true);
  const checkpoint = said[1]?.getCheckpoint();
  expect([checkpoint?.getCommitPosition(), checkpoint?.getPreparePosition()]).toEqual([
    String(server.journal.end),
    '0',
  ]);
});
