import { feedService } from './index.js';
import { type FeedScene, feedScene } from './readers/subscribers-testing.js';

let scene: FeedScene;
beforeAll(async () => {
  scene = await feedScene();
});
afterAll(() => scene?.close());

const get = (path: string) => fetch(`${scene.origin}${path}`);

test('every schema that is listed is served, to anybody', async () => {
  const { schemas } = (await (await get('/schemas')).json()) as { schemas: { schema: string }[] };
  expect(schemas.length).toBeGreaterThan(30);
  for (const { schema } of schemas) {
    const answer = await get(schema);
    expect([schema, answer.status]).toEqual([schema, 200]);
    expect(answer.headers.get('content-type')).toBe('application/schema+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ type: 'object' });
  }
});

test('what was never published is not there', async () => {
  for (const path of ['partners.ConventionOpened/99', 'partners.Nothing/1', 'partners.ConventionOpened/x'])
    expect([path, (await get(`/schemas/${path}`)).status]).toEqual([path, 404]);
});

test('the page of the events', async () => {
  const answer = await get('/api/docs/events');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await answer.text()).toContain('partners.ConventionOpened');
});

test('each address of the feed is documented, and another method is told which one is allowed', async () => {
  const { paths } = (await (await get('/api/docs/openapi.json')).json()) as { paths: Record<string, object> };
  for (const { route } of feedService.controllerRoutes ?? []) {
    expect(paths[route.replaceAll(/:(\w+)/g, '{$1}')]).toHaveProperty('get');
    const answer = await fetch(`${scene.origin}${route.replaceAll(/:\w+/g, 'x')}`, { method: 'POST' });
    expect([route, answer.status, answer.headers.get('allow')]).toEqual([route, 405, 'GET, HEAD, OPTIONS']);
  }
});
