import { parseArgs } from 'node:util';
import { commandHelp, commands, withoutEffect } from './help.js';
import { options, runCli } from './run-cli.js';

async function ctg(...args: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const output = { out: (line: string) => out.push(line), say: (line: string) => said.push(line) };
  const code = await runCli(args, {}, { ...output, progress: () => {} });
  return { code, out: out.join('\n'), said: said.join('\n') };
}

test.each(commands)('%s --help says its own options, with an example', async (command) => {
  const { code, out } = await ctg(command, '--help');
  expect(code).toBe(0);
  expect(out).toContain(`Usage : npm run -s ctg -- ${command}`);
  expect(out).toMatch(new RegExp(`Exemples? :\n {2}npm run -s ctg -- ${command}`));
  const own = Object.keys(commandHelp[command].options);
  for (const option of own) expect(out).toContain(`  --${option} `);
  const foreign = commands
    .flatMap((other) => Object.keys(commandHelp[other].options))
    .filter((option) => !own.includes(option));
  for (const option of foreign) expect(out).not.toContain(`  --${option} `);
  expect((await ctg('help', command)).out).toBe(out);
});

test('the help without a command names each of them', async () => {
  const { out } = await ctg('--help');
  for (const command of commands) expect(out).toContain(`\n  ${command}`);
  expect((await ctg()).code).toBe(2);
});

test('an option of another command is refused, never ignored', async () => {
  const { code, said } = await ctg('history', 'avesnois', '--effective-at', '2026-03-01');
  expect([code, said]).toEqual([
    2,
    expect.stringContaining('--effective-at n’est pas une option de history'),
  ]);
});

test.each([
  ['play sud-avesnois --caf caf-29', /--caf n’est pas une option de play\. Le fichier dit lui-même/],
  ['check sud-avesnois --as copil_secretary', /--as n’est pas une option de check\. Le fichier dit/],
  ['store verify --from a --to b --organisation 215900127', /--organisation .* de store\. Il parle/],
  ['store verify --from a --to b --follow', /--follow n’est pas une option de store verify\./],
  ['store prepare --url postgres://a/b --service s', /--service est l’utilisateur d’EventStoreDB/],
  ['relay status --from 0', /--from n’est pas une option de relay status\./],
  ['dead-letters list --reason non', /--reason n’est pas une option de dead-letters list\./],
  ['dead-letters list 0190f0a0', /« 0190f0a0 » est de trop/],
  ['chain avesnois --breaks --up', /--up, .* ne vont pas avec/],
  ['token caf_adviser --as evaluator', /« caf_adviser » est de trop/],
  ['history avesnois --caf=', /--caf attend une valeur/],
])('ctg %s is refused, since something of it would have no effect', async (line, sentence) => {
  const { code, said } = await ctg(...line.split(' '));
  expect([code, said]).toEqual([2, expect.stringMatching(sentence)]);
});

test('who asks is said by the token, or by options', async () => {
  const said: string[] = [];
  const output = { out: () => {}, say: (line: string) => void said.push(line), progress: () => {} };
  const environment = { CTG_TOKEN: 'jeton' };
  expect(await runCli(['work', '--as', 'evaluator'], environment, output)).toBe(2);
  expect(said).toEqual([expect.stringContaining('CTG_TOKEN dit déjà qui demande')]);
});

test('each action of a command takes options of its own, each option is of one', () => {
  for (const command of commands) {
    const { options: own, actions } = commandHelp[command] as {
      readonly options: object;
      readonly actions?: Readonly<Record<string, readonly string[]>>;
    };
    if (!actions) continue;
    expect([...new Set(Object.values(actions).flat())].sort()).toEqual(Object.keys(own).sort());
    for (const action of Object.keys(actions)) expect(commandHelp[command].takes).toContain(action);
  }
});

test('each option that is read is in the help of a command, or of all; each of a help is read', async () => {
  const { out } = await ctg('--help');
  const read = Object.keys(options);
  const untold = read.filter(
    (option) =>
      !commands.some((command) => option in commandHelp[command].options) && !out.includes(`--${option}`),
  );
  expect(untold).toEqual([]);
  const told = commands.flatMap((command) => Object.keys(commandHelp[command].options));
  expect(told.filter((option) => !read.includes(option))).toEqual([]);
});

test.each(commands)('a mistyped option of %s suggests only one that it takes', async (command) => {
  for (const option of Object.keys(options)) {
    const { said } = await ctg(command, `--${option}zz`, '1');
    expect(said).toContain(`L’option --${option}zz n’existe pas.`);
    const suggested = /« --([\w-]+) »/.exec(said)?.[1];
    if (suggested !== undefined) expect(withoutEffect(command, undefined, suggested)).toBeUndefined();
  }
});

test.each(commands)('the examples of %s can be typed as they are', (command) => {
  for (const example of commandHelp[command].examples) {
    const args = [...example.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    expect(positionals[0]).toBe(command);
    for (const option of Object.keys(values))
      expect(withoutEffect(command, positionals[1], option)).toBeUndefined();
  }
});

test.each(commands)(
  'an option of %s that takes something says what, one that takes nothing says nothing',
  (command) => {
    for (const [option, what] of Object.entries<string>(commandHelp[command].options))
      expect([option, what.startsWith('<')]).toEqual([
        option,
        options[option as keyof typeof options].type === 'string',
      ]);
  },
);
