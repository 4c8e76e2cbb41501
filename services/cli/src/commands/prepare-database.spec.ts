import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { exitCodes } from '../failure.js';
import { runCli } from '../run-cli.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

async function prepare(environment: Record<string, string>, ...more: string[]) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const code = await runCli(['store', 'prepare', ...more], environment, {
    out: say,
    say,
    progress: () => {},
  });
  return { code, said: said.join('\n') };
}

test('a role for each password that the environment holds', async () => {
  const environment = {
    DATABASE_URL: database.url,
    DATABASE_PASSWORD_PARTNERS: 'partners-0123456789',
    DATABASE_PASSWORD_ACTION_PLANS: 'action-plans-0123456789',
    DATABASE_PASSWORD_HISTORY: '',
  };
  const name = new URL(database.url).pathname.slice(1);
  const roles = [`${name}_action_plans`, `${name}_partners`];
  expect(await prepare(environment, '--json')).toEqual({ code: 0, said: JSON.stringify({ roles }) });
  const again = await prepare(environment);
  expect(again).toEqual({ code: 0, said: `Base préparée ; un rôle par service : ${roles.join(', ')}.` });
});

test.each<[string, Record<string, string>, RegExp]>([
  ['no password', {}, /DATABASE_PASSWORD_PARTNERS/],
  ['one that can be guessed', { DATABASE_PASSWORD_FEED: 'feed' }, /16 à 200/],
])('%s is refused, and no secret is said', async (_what, more, expected) => {
  const { code, said } = await prepare({ DATABASE_URL: database.url, ...more });
  expect(code).not.toBe(exitCodes.done);
  expect(said).toMatch(expected);
  expect(said).not.toContain(new URL(database.url).password);
});

test('without an address it says what it needs', async () => {
  expect((await prepare({})).said).toMatch(/DATABASE_URL/);
});
