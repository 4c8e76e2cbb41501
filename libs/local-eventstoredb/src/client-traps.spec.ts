import {
  AccessDeniedError,
  DeadlineExceededError,
  type EventStoreDBClient,
  StreamDeletedError,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { certificate } from './certificate.js';
import { StandInCluster } from './cluster.js';
import { all, append, clientOf, event, events, failureOf, newName, pause, until } from './scene-testing.js';
import { StandIn, startStandIn } from './stand-in.js';

/**
 * "The client's traps", "Errors" and "Rights" of what was observed; what the client does with its string is in
 * `connection-string.spec.ts`, a frozen process in `silence.spec.ts`. Not played: times (a process lives about 5 s after
 * `dispose`, a node stops for about 8 s and holds its folder), memory over thousands of calls, and how many of the appends
 * that ended in an error had happened: the adapter's storms count what is lost and doubled instead.
 */

/** What it said within so many milliseconds, or `nothing`. */
const within = (milliseconds: number, work: Promise<unknown>) =>
  Promise.race([work.then(() => 'an answer'), pause(milliseconds).then(() => 'nothing')]);

describe('one node', () => {
  let server: StandIn;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    server = await startStandIn();
    client = clientOf(server.url());
  });
  afterEach(async () => {
    await client?.dispose();
    await server?.kill();
  });

  test('at 100 open streams every further read of the process waits for ever', async () => {
    await append(client, newName(), events(1), 'no_stream');
    const open = Array.from({ length: 98 }, () => client.subscribeToAll());
    for (const each of open) each.on('error', () => undefined).resume();
    // The appends have one of the hundred.
    await until(() => server.openReads === 98);
    expect(await within(2_000, all(client.readAll({ maxCount: 1 })))).toBe('an answer');
    const last = client.subscribeToAll();
    last.on('error', () => undefined).resume();
    await until(() => server.openReads === 99);
    const other = clientOf(server.url());
    const waiting = other.readAll({ maxCount: 1 });
    expect(await within(500, all(waiting))).toBe('nothing');
    await last.unsubscribe();
    await other.dispose();
  });

  test('of 120 subscriptions 99 are confirmed, the rest silent', async () => {
    await append(client, newName(), events(1), 'no_stream');
    let confirmed = 0;
    for (let n = 0; n < 120; n++) {
      const each = client.subscribeToAll({ fromPosition: 'end' });
      each.on('error', () => undefined).on('confirmation', () => confirmed++);
      each.resume();
    }
    await until(() => confirmed === 99);
    await pause(300);
    expect([confirmed, server.openReads]).toEqual([99, 99]);
  });

  test('1,000 appends at once on a fresh client, and 500 reads at once, are all answered', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => append(client, newName(), events(1), 'no_stream')));
    const read = await Promise.all(Array.from({ length: 500 }, () => all(client.readAll({ maxCount: 2 }))));
    expect(read.every((found) => found.length === 2)).toBe(true);
  });

  test('without a leader an append ends in DeadlineExceededError', async () => {
    const cluster = { journal: server.journal, members: () => [], hasLeader: () => false };
    const follower = new StandIn({}, cluster);
    await follower.start();
    const alone = clientOf(follower.url());
    expect(await failureOf(append(alone, newName(), events(1), 'no_stream'))).toBeInstanceOf(
      DeadlineExceededError,
    );
    await alone.dispose();
    await follower.kill();
  });

  test('a read that is left early stays open, one that is cancelled does not', async () => {
    await append(
      client,
      newName(),
      Array.from({ length: 200 }, () => event(undefined, { t: 'x'.repeat(5_000) })),
      'no_stream',
    );
    for await (const _ of client.readAll()) break;
    await pause(100);
    expect(server.openReads).toBe(1);
    const reading = client.readAll();
    for await (const _ of reading) {
      await reading.cancel();
      break;
    }
    await pause(100);
    expect(server.openReads).toBe(1);
    await client.dispose();
    await until(() => server.openReads === 0);
  });

  test('`destroy` leaves a subscription open, `unsubscribe` does not', async () => {
    await append(client, newName(), events(1), 'no_stream');
    const open = [client.subscribeToAll(), client.subscribeToAll()] as const;
    for (const each of open) each.on('error', () => undefined).resume();
    await until(() => server.openReads === 2);
    open[0].destroy();
    await pause(200);
    expect(server.openReads).toBe(2);
    await open[1].unsubscribe();
    await until(() => server.openReads === 1);
  });

  test('paused: no deadline of the client ends the waiting', async () => {
    await append(client, newName(), events(1), 'no_stream');
    server.pause();
    const stream = newName();
    const given = events(1);
    const late = client.appendToStream(stream, given, { expectedRevision: 'no_stream', deadline: 100 });
    expect(await within(800, late)).toBe('nothing');
    expect(await within(300, all(client.readAll({ maxCount: 1 })))).toBe('nothing');
    server.resume();
    // Its deadline is past by then.
    expect(await failureOf(late)).toMatchObject({ type: 'deadline-exceeded' });
  });

  test('a broken connection of one client rejects the pending appends of another one', async () => {
    const other = await startStandIn({ behaviour: { appendTakes: 60_000 } });
    const waiting = clientOf(other.url());
    await append(client, newName(), events(1), 'no_stream');
    const pending = failureOf(append(waiting, newName(), events(1), 'no_stream'));
    await until(() => other.underWay.size === 1);
    await server.kill();
    expect(await pending).toBeInstanceOf(Error);
    await waiting.dispose();
    await other.kill();
  });

  test('killed while an append waits: unavailable; refused: a plain error with code 14; starting: not ready', async () => {
    server.behaviour.appendTakes = 60_000;
    const pending = failureOf(append(client, newName(), events(1), 'no_stream'));
    await until(() => server.underWay.size === 1);
    await server.kill();
    expect(await pending).toBeInstanceOf(UnavailableError);
    const fresh = clientOf(server.url());
    const refused = await failureOf(append(fresh, newName(), events(1), 'no_stream'));
    expect(refused.constructor.name).toBe('Error');
    expect(refused).toMatchObject({ code: 14 });
    expect(refused.message).toContain('No connection established');
    server.behaviour.appendTakes = 0;
    server.behaviour.isStarting = true;
    await server.start();
    const again = clientOf(server.url());
    const starting = await failureOf(append(again, newName(), events(1), 'no_stream'));
    expect(starting.message).toBe('Could not recognize Server Is Not Ready');
    await Promise.all([fresh.dispose(), again.dispose()]);
  });
});

describe('a cluster', () => {
  test('without a leader appends time out; a new one takes them', async () => {
    const cluster = new StandInCluster(400);
    await cluster.start();
    const client = clientOf(cluster.url);
    await append(client, newName(), events(1), 'no_stream');
    const lost = await cluster.loseLeader('killed');
    await failureOf(append(client, newName(), events(1), 'no_stream'));
    await until(() => cluster.leader?.isUp === true);
    const fresh = clientOf(cluster.url);
    const stream = newName();
    await append(fresh, stream, events(1), 'no_stream');
    expect(await all(fresh.readStream(stream))).toHaveLength(1);
    if (lost) await cluster.revive(lost);
    await Promise.all([client.dispose(), fresh.dispose()]);
    await cluster.stop();
  });

  test('a discovery that failed poisons a client for appends, a new one works', async () => {
    const cluster = new StandInCluster();
    await cluster.start();
    const { url } = cluster;
    await cluster.stop();
    const client = clientOf(`${url}&maxDiscoverAttempts=1&discoveryInterval=10`);
    const first = await failureOf(append(client, newName(), events(1), 'no_stream'));
    expect(first.message).toBe('Failed to discover after 1 attempts.');
    await cluster.start();
    expect((await failureOf(append(client, newName(), events(1), 'no_stream'))).message).toBe(first.message);
    // Its reads recover.
    expect((await all(client.readAll({ maxCount: 1 }))).length).toBe(1);
    const fresh = clientOf(url);
    await append(fresh, newName(), events(1), 'no_stream');
    await fresh.dispose();
    await cluster.stop();
  });
});

describe('with TLS and users', () => {
  const admin = { name: 'admin', password: 'changeit/@', isAdmin: true };
  const service = { name: 'ctg', password: 'secret' };
  const { authority, ...tls } = certificate();
  let server: StandIn;
  const as = (user?: { name: string; password: string }) =>
    clientOf(`${server.url(user)}&tlsCAFile=${encodeURIComponent(authority)}`);
  beforeAll(async () => {
    server = await startStandIn({ users: [admin, service], tls });
  });
  afterAll(() => server?.kill());

  test('a wrong password: code 16; who may write may also delete, and may not read $all', async () => {
    const wrong = as({ ...service, password: 'x' });
    const refused = await failureOf(append(wrong, newName(), events(1), 'no_stream'));
    expect(refused).toBeInstanceOf(AccessDeniedError);
    expect(refused).toMatchObject({ code: 16 });
    const client = as(service);
    expect(await failureOf(all(client.readAll({ maxCount: 1 })))).toBeInstanceOf(AccessDeniedError);
    const stream = newName();
    await append(client, stream, events(1), 'no_stream');
    await client.setStreamMetadata(stream, { maxCount: 1 });
    await client.deleteStream(stream);
    await client.tombstoneStream(stream);
    await Promise.all([wrong.dispose(), client.dispose()]);
  });

  test('with the two settings it appends and reads $all, and can neither delete nor set metadata', async () => {
    const root = as(admin);
    await root.setStreamMetadata('$all', { acl: { readRoles: ['$admins', 'ctg'] } });
    const rules = { $r: 'ctg', $w: 'ctg', $d: '$admins', $mr: '$admins', $mw: '$admins' };
    await append(root, '$settings', [event(undefined, { $userStreamAcl: rules }, 'settings')], 'any');
    const client = as(service);
    const stream = newName();
    await append(client, stream, events(1), 'no_stream');
    expect(await all(client.readStream(stream))).toHaveLength(1);
    expect((await all(client.readAll())).length).toBeGreaterThan(1);
    for (const work of [
      client.deleteStream(stream),
      client.tombstoneStream(stream),
      client.setStreamMetadata(stream, { maxCount: 1 }),
    ]) {
      expect(await failureOf(work)).toBeInstanceOf(AccessDeniedError);
    }
    await Promise.all([root.dispose(), client.dispose()]);
  });

  test('credentials given per call take another path: a call for each append, none of them batched', async () => {
    const client = as();
    const before = server.singleAppends;
    const credentials = { username: admin.name, password: admin.password };
    const send = (stream: string, given: ReturnType<typeof events>, expectedRevision: bigint | 'no_stream') =>
      client.appendToStream(stream, given, { expectedRevision, credentials });
    const [stream, given] = [newName(), events(2)];
    const first = await send(stream, given, 'no_stream');
    expect(first.nextExpectedRevision).toBe(1n);
    expect(await send(stream, given, 'no_stream')).toEqual(first);
    const refused = await failureOf(send(stream, events(1), 7n));
    expect(refused).toBeInstanceOf(WrongExpectedVersionError);
    expect(refused).toMatchObject({ expectedVersion: 7n, actualVersion: 1n });
    await client.tombstoneStream(stream, { credentials });
    expect(await failureOf(send(stream, events(1), 1n))).toBeInstanceOf(StreamDeletedError);
    const wrong = { username: admin.name, password: 'x' };
    const denied = client.appendToStream(newName(), events(1), { credentials: wrong });
    expect(await failureOf(denied)).toMatchObject({ code: 16 });
    expect(server.singleAppends - before).toBe(5);
    const usual = as(admin);
    await append(usual, newName(), events(1), 'no_stream');
    expect(server.singleAppends - before).toBe(5);
    await Promise.all([client.dispose(), usual.dispose()]);
  });

  test('plain text to a TLS port, and no authority: a plain error with code 14', async () => {
    for (const url of [server.url(service), server.url().replace('tls=true', 'tls=false')]) {
      const client = clientOf(url);
      expect(await failureOf(append(client, newName(), events(1), 'no_stream'))).toMatchObject({ code: 14 });
      await client.dispose();
    }
  });
});
