import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { startService } from '@ctg/web-service';
import { verifierOf } from '@ctg/web-service/testing';
import pg from 'pg';
import { allServices, type RunningLocal, startLocal } from './index.js';

let database: TestDatabase;
let name: string;
let folder: string;
let client: pg.Client;
let product: RunningLocal;

const start = () =>
  startLocal({ port: 0, dataDir: join(folder, 'data'), logLevel: 'silent', databaseUrl: database.url });

/** A former version ran everything as the administrator, and left everything to them. */
beforeAll(async () => {
  database = await testDatabase();
  name = new URL(database.url).pathname.slice(1);
  folder = mkdtempSync(join(tmpdir(), 'ctg-roles-'));
  chmodSync(folder, 0o711);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const definition of allServices) {
    const service = await startService(definition, {
      databaseUrl: database.url,
      verifier: verifierOf({}),
      logLevel: 'silent',
      poolSize: 4,
    });
    await service.close();
  }
  product = await start();
  await product.ready;
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await client?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function registerAnor(): Promise<number> {
  const form = { grant_type: 'urn:ctg:grant:persona', client_id: 'ctg-local', persona: 'caf_adviser' };
  const token = await fetch(`${product.origin}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const answer = await fetch(`${product.origin}/api/partners/organisations/215900127`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Anor', kind: 'commune', inseeCode: '59012' }),
  });
  return answer.status;
}

test('everything that runs is a role that may do what it must, none of them the administrator', async () => {
  expect(await registerAnor()).toBeLessThan(300);
  const { rows } = await client.query<{ usename: string; bounds: boolean }>(
    `SELECT DISTINCT a.usename, NOT r.rolsuper AND NOT r.rolcreaterole AND NOT r.rolbypassrls AS bounds
     FROM pg_stat_activity a JOIN pg_roles r ON r.rolname = a.usename
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() ORDER BY 1`,
  );
  const schemas = ['action_plans', 'diagnostics', 'evaluation', 'feed', 'history', 'partners', 'product'];
  expect(rows).toEqual(schemas.map((schema) => ({ usename: `${name}_${schema}`, bounds: true })));
});

test('what the former version left belongs to the roles, to the last table', async () => {
  const { rows } = await client.query<{ schema: string; owner: string }>(
    `SELECT DISTINCT split_part(n.nspname, '__', 1) AS schema, o.rolname AS owner
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles o ON o.oid = c.relowner
     WHERE n.nspname !~ '^pg_|^information_schema$' ORDER BY 1`,
  );
  const kept = ['action_plans', 'diagnostics', 'evaluation', 'event_store', 'feed', 'history', 'partners'];
  expect(rows).toEqual(
    kept.map((schema) => ({
      schema,
      owner: `${name}_${schema === 'event_store' ? 'events_owner' : schema}`,
    })),
  );
});

test('started again, with passwords of its own, it goes on', async () => {
  await product.stop();
  product = await start();
  await product.ready;
  expect(await registerAnor()).toBeLessThan(300);
}, 120_000);
