import { binaryEvent, type EventStoreDBClient, type JSONType, jsonEvent } from '@eventstore/db-client';
import { all, clientOf, newName } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/**
 * "Bytes" of what was observed. Not played: the server's own page and its projections, which don't show binary events (there
 * are none here). That `created` can't be set needs no case: the client has no field for it, and the server's clock is the
 * machine's.
 */
let server: StandIn;
let client: EventStoreDBClient;
beforeAll(async () => {
  server = await startStandIn();
  client = clientOf(server.url());
});
afterAll(async () => {
  await client?.dispose();
  await server?.kill();
});

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text));

test('integer-like keys of JSON are put in order; binary keeps every byte', async () => {
  const stream = newName();
  const text = '{"10":1,"2":2}';
  await client.appendToStream(stream, [
    jsonEvent({ type: 'Noted', data: JSON.parse(text) }),
    binaryEvent({ type: 'Noted', data: bytesOf(text) }),
  ]);
  const [json, binary] = await all(client.readStream(stream));
  expect(JSON.stringify(json?.event?.data)).toBe('{"2":2,"10":1}');
  expect(json?.event?.isJson).toBe(true);
  expect(binary?.event).toMatchObject({ isJson: false, data: bytesOf(text) });
  expect(json?.event?.created).toBeInstanceOf(Date);
});

test('values of JSON other than objects travel, numbers and strings as RFC 8785 writes them', async () => {
  const stream = newName();
  const values: unknown[] = [[1, 2], 'text \u2028 😀', 12.5, 1e21, true];
  await client.appendToStream(
    stream,
    values.map((data) => jsonEvent({ type: 'Noted', data: data as unknown as JSONType })),
  );
  const found = await all(client.readStream(stream));
  expect(found.map((each) => JSON.stringify(each.event?.data))).toEqual([
    '[1,2]',
    '"text \u2028 😀"',
    '12.5',
    '1e+21',
    'true',
  ]);
});

test('malformed JSON comes back as text', async () => {
  const stream = newName();
  const entry = { id: crypto.randomUUID(), type: 'Noted', contentType: 'application/json' };
  server.journal.append(stream, [{ ...entry, data: bytesOf('{"a":'), metadata: new Uint8Array() }]);
  const [found] = await all(client.readStream(stream));
  expect(found?.event?.data).toBe('{"a":');
});

test('metadata comes back parsed when it is JSON, however it was given, and as bytes when it is not', async () => {
  const stream = newName();
  const data = {};
  await client.appendToStream(stream, [
    jsonEvent({ type: 'Noted', data, metadata: JSON.parse('{"m":1.50}') }),
    jsonEvent({ type: 'Noted', data, metadata: bytesOf('{"m":1.50}') }),
    jsonEvent({ type: 'Noted', data, metadata: bytesOf('m') }),
  ]);
  const found = (await all(client.readStream(stream))).map((each) => each.event?.metadata);
  expect(found.slice(0, 2)).toEqual([{ m: 1.5 }, { m: 1.5 }]);
  expect(Buffer.from(found[2] as Uint8Array).toString()).toBe('m');
});
