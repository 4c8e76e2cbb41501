/**
 * Every GET route of the OpenAPI document, against a convention that holds more of everything than a page does, and of what
 * has no bound so much that nobody may walk through all of it while others wait. What is counted block by block has not run before:
 * @jest-modules fresh
 */
import type { Role } from '@ctg/access';
import { geography } from '@ctg/geography';
import { openApiDocument } from '@ctg/web-service';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { actionId, caf, conventionId, event, largeLife, protocolId } from './large-life-testing.js';
import { allServices } from './services.js';
import { WorkOfTurns } from './work-of-turns-testing.js';

const more = 230;
const withoutBound = 6_000;
/** Of one piece of code, in one turn of the event loop. */
const mostInOneTurn = 5_000;
const largestList = 200;
const largestAnswer = 1_000_000;

/** Who reads values; to the others they are nothing. */
const ofValues = new Set(['diagnostics', 'history', 'feed']);

const people = {
  caf_adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  operator: { subject: 'u2', role: 'operator' },
} as const;

/** What these surroundings cannot answer with 200, and what they answer instead. */
const otherwise: Readonly<Record<string, number>> = {
  'feed.read-relay': 409,
  'feed.read-verification': 409,
  'show-dead-letter': 422,
  'show-group': 422,
  // Without end by nature; its own suite reads it.
  'feed.follow': 0,
};
/** What a question must be asked with. */
const askedWith: Readonly<Record<string, string>> = {
  'partners.get-coverage': 'epci=200043404',
  'history.list-global-view': `convention=${conventionId}`,
  'partners.list-place-conventions': 'epci=200043404',
};
/** Lists of which this convention holds less than a page. */
const short =
  /dead-letters|discarded|groups|list-conventions|place-conventions|organisations|protocols|signatories|amendments|roles|role-matrix|global-view|budget/;
const filled = (path: string): string =>
  path
    .replace('{conventionId}', conventionId)
    .replace('{actionId}', actionId)
    .replace('{protocolId}', protocolId)
    .replace('{section}', 'values')
    .replace('{type}', 'partners.Signed')
    .replace('{version}', '1');

/** What else is asked, for it has work of another kind to do: by service, with the answer. */
const alsoAsked: Readonly<Record<string, readonly (readonly [path: string, status: number])[]>> = {
  partners: [
    // Looked for in every vintage of the official geography.
    ['coverage?commune=99999', 422],
    ['coverage?epci=999999990', 422],
    ['coverage/conventions?commune=99999', 422],
    ['conventions?text=rien+de+tel&sort=status-date', 200],
  ],
  diagnostics: [[`conventions/${conventionId}/values?year=1901`, 200]],
  history: [[`conventions/${conventionId}/events?types=partners.Signed`, 200]],
};

interface DescribedCommand {
  readonly operationId: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly example: object } } };
}
interface DescribedQuestion {
  readonly operationId: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string }[];
}

/** Where an answer holds a list that is longer than a page. */
function* tooLong(value: unknown, path = ''): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) && value.length > largestList) yield `${path}: ${value.length}`;
  for (const [field, one] of Object.entries(value)) yield* tooLong(one, `${path}.${field}`);
}

const services = allServices.map((definition) => [definition.name, definition] as const);

describe.each(services)('%s', (_name, definition) => {
  // Counting takes its time, at each turn.
  const scene = new HttpScene(definition, people, { answerWithin: 120_000 });
  let work: WorkOfTurns;
  beforeAll(async () => {
    work = new WorkOfTurns();
    // Which names several communes bear is found out once in the life of a process: some 30 ms.
    geography(2026).besideName('59012');
    await scene.start();
    const opened = event('partners.ConventionOpened', { caf });
    await scene.publish({ stream: `partners.convention-${conventionId}`, conventionId }, opened);
    const measures = definition.name === 'evaluation' ? withoutBound : more;
    const life = largeLife(more, ofValues.has(definition.name) ? withoutBound : more, measures);
    for (const [category, events] of Object.entries(life)) {
      const stream = `${category}-${conventionId}`;
      for (let from = 0; from < events.length; from += 500)
        await scene.publish({ stream, conventionId }, ...events.slice(from, from + 500));
    }
    // What was recorded is folded first: that work is no route's.
    await scene.folded();
  }, 120_000);
  afterAll(async () => {
    work?.stop();
    await scene.close();
  });

  const paths = openApiDocument([definition]).paths as Record<
    string,
    { readonly get?: DescribedQuestion; readonly post?: DescribedCommand }
  >;
  const questions = Object.entries(paths).flatMap(([path, { get }]) =>
    get ? ([[get.operationId, path, get]] as const) : [],
  );

  test.each(questions)(
    '%s answers no more than a page, and lets others have their turn',
    async (name, path, { description, parameters }) => {
      const other = otherwise[name] ?? otherwise[name.split('.')[1] ?? ''];
      if (other === 0) return;
      const as: Role = description?.includes('caf_adviser') ? 'caf_adviser' : 'operator';
      const hasPages = parameters?.some((one) => one.name === 'cursor');
      const query = [askedWith[name], hasPages ? `limit=${largestList}` : undefined].filter(Boolean);
      const address = `${filled(path)}?${query.join('&')}`;
      const ask = async () => await scene.http.get(address).set('authorization', `Bearer ${as}`);
      const { done: answer, most } = await work.ofQuestion(ask, mostInOneTurn);
      expect(most.filter(({ times }) => times > mostInOneTurn)).toEqual([]);
      expect([name, answer.status]).toEqual([name, other ?? 200]);
      expect(answer.text.length).toBeLessThan(largestAnswer);
      // The first page is full, or this list is one of those that this convention leaves short.
      if (hasPages && !short.test(name))
        expect([answer.body.items.length, typeof answer.body.nextCursor]).toEqual([largestList, 'string']);
      // A schema's own lists (of an enumeration, of required fields) are as long as it was written.
      if (!path.startsWith('/schemas') && !path.startsWith('/api/docs'))
        expect([...tooLong(answer.body)]).toEqual([]);
    },
  );

  /** The pieces that ran too often in one turn, and the status. */
  const measured = async (act: () => PromiseLike<{ readonly status: number }>) => {
    const { done, most } = await work.during(async () => await act());
    return { status: done.status, tooMuch: most.filter(({ times }) => times > mostInOneTurn) };
  };

  test('what is looked for far away, or in vain, lets others have their turn', async () => {
    for (const [path, expected] of alsoAsked[definition.name] ?? []) {
      const address = `/api/${definition.name}/${path}`;
      const asked = () => scene.http.get(address).set('authorization', 'Bearer caf_adviser');
      expect([path, await measured(asked)]).toEqual([path, { status: expected, tooMuch: [] }]);
    }
  });

  test('no command holds others up, however much was recorded before it', async () => {
    for (const [path, { post }] of Object.entries(paths)) {
      if (!post) continue;
      const body = post.requestBody?.content['application/json'].example;
      const address = filled(path)
        .replaceAll(/\{\w*Id\}/g, sceneId(1_000))
        .replaceAll(/\{\w+\}/g, '215900127');
      const { status, tooMuch } = await measured(() =>
        scene.http
          .post(address)
          .set('authorization', 'Bearer caf_adviser')
          .send(body as object),
      );
      expect([post.operationId, tooMuch]).toEqual([post.operationId, []]);
      expect(status).toBeLessThan(500);
    }
  }, 120_000);
});
