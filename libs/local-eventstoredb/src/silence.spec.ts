import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStoreDBClient, UnavailableError } from '@eventstore/db-client';
import { StandInCluster } from './cluster.js';
import { append, clientOf, events, failureOf, newName, pause, until } from './scene-testing.js';
import { StandInProcess } from './stand-in-process.js';

/** What a subscription says once its server is gone: one error, and then nothing, whatever becomes of the server. */
function listening(client: EventStoreDBClient) {
  const heard: unknown[] = [];
  let isConfirmed = false;
  const subscription = client.subscribeToAll({ fromPosition: 'end' });
  for (const name of ['data', 'end', 'close'] as const) subscription.on(name, () => heard.push(name));
  subscription.on('error', (error) => heard.push(error));
  subscription.on('confirmation', () => {
    isConfirmed = true;
  });
  return { heard, confirmed: () => until(() => isConfirmed) };
}

/** A connection counts as dead after the least silence that the client takes, 10 s, and half a second. */
const soon = 'keepAliveInterval=10000&keepAliveTimeout=500';

describe('a process', () => {
  let folder: string;
  let server: StandInProcess;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-silence-'));
    server = new StandInProcess({ folder });
    await server.start();
    client = clientOf(`${server.url}&${soon}`);
    await append(client, newName(), events(1), 'no_stream');
  });
  afterEach(async () => {
    // One that is frozen does not say good-bye to streams.
    server?.thaw();
    await client?.dispose();
    await server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('frozen: nothing until the keep-alive has run out, then one error; thawed: nothing more. A pending append learns it then, too', async () => {
    const { heard, confirmed } = listening(client);
    await confirmed();
    server.freeze();
    const pending = failureOf(append(client, newName(), events(1), 'no_stream'));
    await pause(1_000);
    expect(heard).toEqual([]);
    await until(() => heard.length > 0, 30_000);
    expect(heard).toEqual([expect.any(UnavailableError)]);
    expect(await pending).toBeInstanceOf(UnavailableError);
    // The kernel takes the next connection, and nobody answers on it.
    const next = append(client, newName(), events(1), 'no_stream').then(
      () => 'an answer',
      () => 'a failure',
    );
    expect(await Promise.race([next, pause(1_000).then(() => 'nothing')])).toBe('nothing');
    server.thaw();
    const fresh = clientOf(server.url);
    await append(fresh, newName(), events(1), 'no_stream');
    await pause(300);
    expect(heard).toHaveLength(1);
    await Promise.all([next, fresh.dispose()]);
  }, 60_000);

  test('stopped with a signal: the same', async () => {
    const { heard, confirmed } = listening(client);
    await confirmed();
    await server.stop();
    await until(() => heard.length > 0);
    expect(heard).toEqual([expect.any(UnavailableError)]);
    await server.start();
    await append(client, newName(), events(1), 'no_stream').catch(() => undefined);
    await pause(300);
    expect(heard).toHaveLength(1);
  });
});

test('a cluster that lost its leader and has a new one: the same', async () => {
  const cluster = new StandInCluster(100);
  await cluster.start();
  const client = clientOf(cluster.url);
  await append(client, newName(), events(1), 'no_stream');
  const { heard, confirmed } = listening(client);
  await confirmed();
  const lost = await cluster.loseLeader('killed');
  await until(() => heard.length > 0 && cluster.leader !== lost && cluster.leader?.isUp === true);
  const fresh = clientOf(cluster.url);
  await append(fresh, newName(), events(1), 'no_stream');
  await pause(300);
  expect(heard).toEqual([expect.any(UnavailableError)]);
  await Promise.all([client.dispose(), fresh.dispose()]);
  await cluster.stop();
});
