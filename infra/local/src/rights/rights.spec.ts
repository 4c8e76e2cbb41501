/** Every route of the OpenAPI document, asked by every role, by nobody, and about what is another Caf's. */
import { type Actor, type Role, roles } from '@ctg/access';
import { conventionOpened } from '@ctg/contracts/testing';
import { openApiDocument } from '@ctg/web-service';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { allServices } from '../services.js';

const [foreign, unknown] = [sceneId(1), sceneId(2)];
const organisation = '200043404';
const allRoles = Object.keys(roles) as Role[];
const national: readonly Role[] = ['national_auditor', 'operator'];
const people = Object.fromEntries(
  allRoles.map((role): [string, Actor] => [
    role,
    { subject: `p-${role}`, role, organisation, ...(national.includes(role) ? {} : { cafId: 'caf-59' }) },
  ]),
);

interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Below the service's own prefix. */
  readonly path: string;
  /** Undefined: open to anybody. */
  readonly roles: readonly string[] | undefined;
  readonly body: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example: object } } };
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

/** As the document tells it: what is not told there is not known to exist. */
function routesOf(definition: (typeof allServices)[number]): Route[] {
  const { paths } = openApiDocument([definition]) as {
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Route => {
      const told = /Rôles : ([\w, ]+)\./.exec(operation.description ?? '')?.[1];
      const isStream = 'text/event-stream' in (operation.responses['200']?.content ?? {});
      return {
        name: operation.operationId,
        method: isStream ? 'HEAD' : method === 'post' ? 'POST' : 'GET',
        path,
        roles: operation.security?.length === 0 ? undefined : (told?.split(', ') ?? []),
        body: operation.requestBody?.content['application/json'].example,
      };
    }),
  );
}

interface Answer {
  readonly status: number;
  readonly type: unknown;
  readonly whole: string;
}

/** Asks as somebody; ids of the convention and of the request are made alike in what is told. */
async function ask(scene: HttpScene, route: Route, conventionId: string, token?: string): Promise<Answer> {
  const path = route.path
    .replace('{conventionId}', conventionId)
    .replaceAll(/\{\w*Id\}/g, sceneId(3))
    .replaceAll(/\{\w+\}/g, organisation);
  const asked =
    route.method === 'POST'
      ? scene.http.post(path).send(route.body as object)
      : route.method === 'HEAD'
        ? scene.http.head(path)
        : scene.http.get(path);
  const answer = await (token ? asked.set('authorization', `Bearer ${token}`) : asked);
  const { 'x-correlation-id': id = '', date: _date, 'keep-alive': _alive, ...headers } = answer.headers;
  const whole = JSON.stringify([answer.status, headers, answer.body])
    .replaceAll(conventionId, 'convention')
    .replaceAll(id || 'none', 'request')
    .replaceAll(/"x-ratelimit-\w+":"\d+",?/g, '');
  return { status: answer.status, type: (answer.body as { type?: unknown } | undefined)?.type, whole };
}

/** A refusal within the role's own rule: about this convention or this person, not about the role. */
const ownRefusals = ['/problems/not-a-party', '/problems/no-tenant'];

describe.each(allServices.map((definition) => [definition.name, definition] as const))(
  '%s',
  (_name, definition) => {
    const scene = new HttpScene(definition, people);
    const routes = routesOf(definition);
    beforeAll(async () => {
      await scene.start();
      const opened = await scene.publish(
        { stream: 'partners.convention', conventionId: foreign, cafId: 'caf-62' },
        conventionOpened({
          title: 'CTG d’ailleurs',
          caf: '775624075',
          territory: { name: 'Ailleurs', cogVintage: 2026, communes: ['62041'], epci: [organisation] },
          effectOn: '2025-01-01',
          endsOn: '2029-12-31',
        }),
      );
      // Everything that was recorded is known from here on: what is another Caf's is not merely early.
      while (scene.service.statuses().some(({ position }) => BigInt(position) < BigInt(opened)))
        await new Promise((resolve) => setTimeout(resolve, 20));
    });
    afterAll(() => scene.close());

    test('each route has a rule, and only names roles that there are', () => {
      const without = routes.filter((route) => route.roles?.length === 0).map(({ name }) => name);
      expect(without).toEqual([]);
      for (const route of routes) for (const role of route.roles ?? []) expect(allRoles).toContain(role);
    });

    test('without a token, or with one that nobody gave, nothing is answered but what is open to all', async () => {
      for (const route of routes)
        for (const token of [undefined, 'invented']) {
          const { status } = await ask(scene, route, unknown, token);
          expect([route.name, token, status === 401]).toEqual([route.name, token, route.roles !== undefined]);
        }
    });

    test('a role that the rule does not name is refused, one that it names is not', async () => {
      for (const route of routes.filter((one) => one.roles !== undefined)) {
        const told = await Promise.all(
          allRoles.map(async (role) => [role, await ask(scene, route, unknown, role)] as const),
        );
        for (const [role, { status, type }] of told) {
          const isRefused = status === 403 && !ownRefusals.includes(String(type));
          const expected = !route.roles?.includes(role);
          expect([route.name, role, status, isRefused]).toEqual([route.name, role, status, expected]);
          expect([route.name, role, status]).not.toEqual([route.name, role, 401]);
          expect(status).toBeLessThan(500);
        }
      }
    }, 120_000);

    test('another Caf’s convention is answered as one that does not exist', async () => {
      const asked = routes
        .filter(({ path }) => path.includes('{conventionId}'))
        .map((route) => ({
          route,
          who: allRoles.filter((one) => !national.includes(one) && route.roles?.includes(one)),
        }));
      let beyondTheBody = 0;
      for (const { route, who } of asked) {
        const told = await Promise.all(
          who.map(async (role) => ({
            role,
            theirs: await ask(scene, route, foreign, role),
            nobodys: await ask(scene, route, unknown, role),
          })),
        );
        for (const { role, theirs, nobodys } of told) {
          expect([route.name, role, theirs.whole]).toEqual([route.name, role, nobodys.whole]);
          if (theirs.status === 422) continue;
          beyondTheBody++;
          expect([404, 409]).toContain(theirs.status);
        }
      }
      // Bodies made from the schema alone pass often enough to say something.
      const all = asked.reduce((sum, { who }) => sum + who.length, 0);
      expect(beyondTheBody).toBeGreaterThanOrEqual(all / 2);
    }, 120_000);
  },
);
