import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, append, clientOf, events, failureOf, ids, newName } from './scene-testing.js';
import { StandInProcess } from './stand-in-process.js';

/** `npm run eventstoredb`, as tests and people start it. */
let folder: string;
let server: StandInProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-esdb-process-'));
});
afterEach(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('killed and started again it has all that was acknowledged, and knows its ids; a line cut short goes', async () => {
  server = new StandInProcess({ folder });
  await server.start();
  const [stream, given] = [newName(), events(3)];
  const before = clientOf(server.url);
  const first = await append(before, stream, given, 'no_stream');
  await server.kill();
  await before.dispose();
  appendFileSync(join(folder, 'eventstoredb/log.jsonl'), '[{"stream":"test-cut","revision":0,"id":"');
  for (let round = 0; round < 2; round++) {
    await server.start();
    const client = clientOf(server.url);
    expect(await append(client, stream, given, 'no_stream')).toEqual(first);
    await append(client, stream, events(1), BigInt(2 + round));
    expect(ids(await all(client.readStream(stream))).slice(0, 3)).toEqual(given.map(({ id }) => id));
    await server.kill();
    await client.dispose();
  }
});

test('its pid is in a file, for commands that stop it; a second one on its port says so', async () => {
  server = new StandInProcess({ folder });
  await server.start();
  process.kill(Number(readFileSync(join(folder, 'eventstoredb/pid'), 'utf8')), 0);
  const port = /:(\d+)\?/.exec(server.url)?.[1] ?? '';
  const other = new StandInProcess({ folder, port: Number(port) });
  await expect(other.start()).rejects.toThrow(`Le port ${port} est déjà pris`);
});

test('with users it asks for their passwords, over a certificate that stays the same', async () => {
  server = new StandInProcess({ folder, users: 'admin:changeit,ctg:a:b' });
  for (let round = 0; round < 2; round++) {
    await server.start();
    const as = (who: string) => clientOf(server.url.replace('esdb://', `esdb://${who}@`));
    const [right, wrong] = [as('ctg:a%3Ab'), as('ctg:no')];
    await append(right, newName(), events(1), 'no_stream');
    expect(await failureOf(append(wrong, newName(), events(1), 'no_stream'))).toMatchObject({ code: 16 });
    await server.kill();
    await Promise.all([right.dispose(), wrong.dispose()]);
  }
});
