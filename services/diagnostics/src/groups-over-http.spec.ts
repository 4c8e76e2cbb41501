import type { Actor } from '@ctg/access';
import { conventionOpened } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId } from '@ctg/web-service/testing';
import pg from 'pg';
import { diagnosticsService } from './index.js';

const people: Record<string, Actor> = {
  ...advisers,
  operator: { subject: 'op-1', role: 'operator' },
};
const scene = new HttpScene(diagnosticsService, people);
const conventionId = sceneId(1);
const reaction = 'diagnostics:reaction:open-diagnostic-of-convention';
const reason = 'Essai de l’exploitation';
let owner: pg.Client;

beforeAll(async () => {
  await scene.start();
  owner = new pg.Client({ connectionString: scene.databaseUrl });
  await owner.connect();
  await scene.publish(
    { stream: 'partners.convention', conventionId },
    conventionOpened({ title: 'CTG du Nord' }),
  );
});
afterAll(async () => {
  await owner?.end();
  await scene.close();
});

interface Group {
  readonly group: string;
  readonly kind: string;
  readonly rebuilding: boolean;
  readonly caughtUp: boolean;
}
const groups = () => scene.everything<Group>('/groups?limit=3', 'operator');
const show = async (group: string) =>
  (await scene.get(`/groups/one?group=${encodeURIComponent(group)}`, 'operator')).body;
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const tableOf = async (name: string) => {
  const found = (await groups()).find(({ group }) => group.startsWith(`projection:${name}@`))?.group ?? '';
  return { group: found, schema: `diagnostics__${name.replaceAll('-', '_')}_v${found.split('@')[1]}` };
};

test('the operator sees every group of a service, page after page; nobody else does', async () => {
  await until(async () => (await groups()).every(({ caughtUp }) => caughtUp));
  const all = await groups();
  expect(all.map(({ group }) => group)).toEqual([...all.map(({ group }) => group)].sort());
  expect(all.filter(({ kind }) => kind === 'reaction').map(({ group }) => group)).toEqual([reaction]);
  expect(all.filter(({ kind }) => kind === 'table').length).toBeGreaterThan(5);
  for (const path of ['/groups', `/groups/one?group=${reaction}`])
    expect((await scene.get(path, 'adviser')).status).toBe(403);
  for (const path of ['/groups/rebuild', '/groups/place'])
    expect((await scene.post(path, { group: reaction, position: '0', reason }, 'adviser')).status).toBe(403);
});

test('a table that is wrong is built anew from the journal, and who asked for it stays on record', async () => {
  const { group, schema } = await tableOf('known-conventions');
  const titles = async () =>
    (await owner.query(`SELECT title FROM ${schema}.known_convention`)).rows.map(({ title }) => title);
  await until(async () => (await titles()).length > 0);
  await owner.query(`UPDATE ${schema}.known_convention SET title = 'faux'`);
  const asked = await scene.post('/groups/rebuild', { group, reason }, 'operator');
  expect([asked.status, asked.body]).toEqual([200, { group, head: expect.stringMatching(/^\d+$/) }]);
  await until(async () => !(await show(group)).rebuilding);
  expect(await titles()).toEqual(['CTG du Nord']);
  expect((await show(group)).orders).toMatchObject([
    { action: 'rebuild', reason, by: 'op-1', doneAt: expect.any(String) },
  ]);
});

test('what acts is placed back: it reads again, and recognises what it has done', async () => {
  const opened = async () => {
    const types: string[] = [];
    for await (const { type } of scene.store.readAll()) types.push(type);
    return types.filter((type) => type === 'diagnostics.DiagnosticOpened').length;
  };
  await until(async () => (await opened()) > 0 && (await show(reaction)).caughtUp);
  const placed = await scene.post('/groups/place', { group: reaction, position: '0', reason }, 'operator');
  expect([placed.status, placed.body]).toEqual([
    200,
    { group: reaction, before: expect.stringMatching(/^\d+$/), after: '0' },
  ]);
  const { before } = placed.body;
  const standsAt = async () =>
    (
      await owner.query(
        `SELECT position::text AS position FROM diagnostics.feed_checkpoint WHERE consumer_group = $1 AND lane = 'store'`,
        [reaction],
      )
    ).rows[0].position;
  await until(async () => Number(await standsAt()) >= Number(before));
  expect(await opened()).toBe(1);
  expect((await show(reaction)).orders).toMatchObject([
    { action: 'place', reason, by: 'op-1', before, after: '0' },
  ]);
});

test('what would skip events, or count them twice, is refused', async () => {
  const { group } = await tableOf('known-conventions');
  const answer = async (path: string, body: object) => {
    const { status, body: said } = await scene.post(path, { reason, ...body }, 'operator');
    return [status, said.type];
  };
  expect(await answer('/groups/place', { group, position: '0' })).toEqual([
    409,
    '/problems/group-not-placed',
  ]);
  expect(await answer('/groups/place', { group: reaction, position: '999999' })).toEqual([
    409,
    '/problems/group-placed-ahead',
  ]);
  expect(await answer('/groups/rebuild', { group: reaction })).toEqual([
    409,
    '/problems/group-without-table',
  ]);
  expect(await answer('/groups/rebuild', { group: 'projection:nothing@1' })).toEqual([
    404,
    '/problems/not-found',
  ]);
  expect(await answer('/groups/place', { group: reaction, position: '-1' })).toEqual([
    422,
    expect.anything(),
  ]);
});
