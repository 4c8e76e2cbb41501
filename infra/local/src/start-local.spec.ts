import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningLocal, StartFailure, startLocal } from './index.js';
import type { LocalSettings } from './settings.js';

let folder: string;
let product: RunningLocal;
const settings = (port = 0): LocalSettings => ({ port, dataDir: join(folder, 'data'), logLevel: 'silent' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-local-'));
  chmodSync(folder, 0o711);
  product = await startLocal(settings());
});
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, token?: string) =>
  fetch(`${product.origin}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});

async function token(persona: string): Promise<string> {
  const form = { grant_type: 'urn:ctg:grant:persona', client_id: 'ctg-local', persona };
  const answer = await fetch(`${product.origin}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const services = ['partners', 'diagnostics', 'action-plans', 'evaluation', 'history', 'feed'];

test('one origin answers for everything', async () => {
  expect(await (await get('/health/live')).json()).toMatchObject({ status: 'ok' });
  const ready = await get('/health/ready');
  expect(ready.status).toBe(200);
  expect(Object.keys(((await ready.json()) as { services: object }).services).sort()).toEqual(
    [...services].sort(),
  );
  expect(await (await get('/')).text()).toContain('/api/docs');
  expect(await (await get('/api/docs')).text()).toContain('swagger-ui');
  expect((await get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  expect(await (await get('/api/docs/events')).text()).toContain('partners.ConventionOpened');
  expect(await (await get('/schemas')).text()).toContain('/schemas/partners.ConventionOpened/1');
  expect((await get('/schemas/partners.ConventionOpened/1')).status).toBe(200);
  expect(await (await get('/metrics')).text()).toContain('# TYPE');
  expect((await get('/nowhere')).status).toBe(404);
  expect((await get('/api/docs/../../package.json')).status).toBe(404);
});

test('the documentation covers every service', async () => {
  const document = (await (await get('/api/docs/openapi.json')).json()) as { paths: object };
  for (const name of services) {
    expect(Object.keys(document.paths).some((path) => path.startsWith(`/api/${name}/`))).toBe(true);
  }
});

test.each(services)('%s asks for a token, and takes that of the local login', async (name) => {
  const refused = await get(`/api/${name}/catalogue`);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect((await get(`/api/${name}/catalogue`, 'x.y.z')).status).toBe(401);
  expect((await get(`/api/${name}/catalogue`, await token('caf_adviser'))).status).toBe(200);
});

test('a second instance on the same data is told so, and harms nothing', async () => {
  const second = startLocal(settings());
  await expect(second).rejects.toBeInstanceOf(StartFailure);
  await expect(second).rejects.toThrow(`processus ${process.pid}`);
  expect((await get('/health/ready')).status).toBe(200);
});

test('a busy port is told', async () => {
  const port = Number(new URL(product.origin).port);
  const other = startLocal({ ...settings(port), dataDir: join(folder, 'other') });
  await expect(other).rejects.toThrow(`Le port ${port} est déjà pris`);
});

test('a database that cannot be reached is told, and nothing stays locked', async () => {
  const elsewhere = {
    ...settings(),
    dataDir: join(folder, 'elsewhere'),
    databaseUrl: 'postgres://a:b@127.0.0.1:1/ctg',
  };
  await expect(startLocal(elsewhere)).rejects.toThrow('127.0.0.1:1/ctg');
  await expect(startLocal(elsewhere)).rejects.toThrow('DATABASE_URL');
});
