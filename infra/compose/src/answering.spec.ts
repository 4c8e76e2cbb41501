import { execFile } from 'node:child_process';
import { createTokenVerifier } from '@ctg/access';
import { allServices } from '@ctg/local';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { type RunningService, startService } from '@ctg/web-service';
import { healthUrl } from './environment.js';
import { gatewayRoutes } from './gateway.js';
import { ownServices, projectFiles, projectOf } from './project.js';

const project = projectOf(projectFiles());
const verifier = createTokenVerifier({
  pseudonymKey: Buffer.alloc(32, 1),
  issuer: 'https://id.example',
  audience: 'ctg-api',
  keys: { keys: [] },
});
/** The real service of each container and its address. */
const running = new Map<string, { readonly service: RunningService; readonly url: string }>();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  for (const definition of allServices) {
    const service = await startService(definition, {
      databaseUrl: database.url,
      verifier,
      logLevel: 'silent',
      poolSize: 3,
    });
    running.set(definition.name, { service, url: await service.listen(0) });
  }
});
afterAll(async () => {
  await Promise.all([...running.values()].map(({ service }) => service.close()));
  await database?.drop();
});

const urlOf = (name: string) => running.get(name)?.url ?? 'http://nowhere.invalid';

/** The exit code of a container's own health check, asking the running service instead. */
function checked(test: readonly string[], name: string, asked = healthUrl({ test })): Promise<number> {
  const { pathname } = new URL(asked);
  const [, program, ...words] = test.map((word) =>
    word === healthUrl({ test }) ? `${urlOf(name)}${pathname}` : word,
  );
  expect([test[0], program]).toEqual(['CMD', 'node']);
  return new Promise((resolve) => {
    execFile(process.execPath, words, { timeout: 30_000 }, (error) =>
      resolve(error ? Number(error.code ?? -1) : 0),
    );
  });
}

test.each(ownServices(project).map(([name, { healthcheck }]) => [name, healthcheck?.test ?? []] as const))(
  'the health check of %s succeeds on the running service, and fails on an address it does not have',
  async (name, command) => {
    expect(await checked(command, name)).toBe(0);
    expect(await checked(command, name, 'http://x/health/steady')).toBe(1);
  },
);

/** An address below each route of the gateway that the service must have. */
async function below(path: string, host: string): Promise<string> {
  if (!path.endsWith('/*')) return path;
  if (path !== '/schemas/*') return path.replace('*', 'catalogue');
  const { schemas } = (await (await fetch(`${urlOf(host)}/schemas`)).json()) as {
    schemas: { schema: string }[];
  };
  return schemas[0]?.schema ?? path;
}

test.each(gatewayRoutes(project.gateway))(
  '$path of the gateway is answered by $host',
  async ({ path, host }) => {
    const status = async (address: string) => (await fetch(`${urlOf(host)}${address}`)).status;
    // Open to anybody, or asking who is there; 404 is what an address gets that nobody registered.
    expect([200, 401]).toContain(await status(await below(path, host)));
    expect(await status('/api/no-such-service/catalogue')).toBe(404);
  },
);
