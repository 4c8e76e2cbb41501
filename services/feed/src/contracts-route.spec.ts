import { type FeedScene, feedScene } from './readers/subscribers-testing.js';

let scene: FeedScene;
beforeAll(async () => {
  scene = await feedScene();
});
afterAll(() => scene.close());

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
