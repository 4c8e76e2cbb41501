import { spawnSync } from 'node:child_process';
import { all, append, clientOf, events, failureOf, newName } from './scene-testing.js';
import { type StandIn, startStandIn } from './stand-in.js';

/** What the client does with the string it is given, before and after a server is asked. */
let server: StandIn;
beforeAll(async () => {
  server = await startStandIn();
});
afterAll(() => server?.kill());

/** What a program says that does nothing but give the client this string. */
function saidOf(url: string): string {
  const script = `require('@eventstore/db-client').EventStoreDBClient.connectionString('${url}')`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: import.meta.dirname });
  return `${stdout}${stderr}`;
}

test('an unknown option makes it print the whole string, password included', () => {
  expect(saidOf('esdb://ctg:s3cret@127.0.0.1:1?nope=1')).toContain('s3cret');
});

test('tlsVerifyCert has no effect', () => {
  expect(saidOf('esdb://ctg:s3cret@127.0.0.1:1?tlsVerifyCert=false')).toContain('will have no effect');
});

test('a password that is not encoded ends up in an error', async () => {
  const client = clientOf('esdb://ctg:x@s3cret@127.0.0.1:1?tls=false');
  expect((await failureOf(append(client, newName(), events(1), 'no_stream'))).message).toContain('s3cret');
  await client.dispose();
});

test('a file of an authority that is not there is refused when the string is read', () => {
  expect(() => clientOf('esdb://127.0.0.1:1?tlsCAFile=/nowhere/ca.pem')).toThrow('File was not found');
});

test('with throwOnAppendFailure off the next revision of a refusal is wrong', async () => {
  const client = clientOf(`${server.url()}&throwOnAppendFailure=false`);
  const stream = newName();
  await append(client, stream, events(3), 'no_stream');
  const refused = await append(client, stream, events(1), 7n);
  expect(refused.success).toBe(false);
  expect(refused.nextExpectedRevision).not.toBe(2n);
  expect(await all(client.readStream(stream))).toHaveLength(3);
  await client.dispose();
});

test('nobody of that name: a plain error with code 14', async () => {
  const client = clientOf('esdb://nobody.invalid:2113?tls=false');
  const error = await failureOf(append(client, newName(), events(1), 'no_stream'));
  expect(error).toMatchObject({ code: 14 });
  await client.dispose();
});
