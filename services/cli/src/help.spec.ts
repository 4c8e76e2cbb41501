import { parseArgs } from 'node:util';
import { commandHelp, commands, takesOption } from './help.js';
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

test.each(commands)('the examples of %s can be typed as they are', (command) => {
  for (const example of commandHelp[command].examples) {
    const args = [...example.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    expect(positionals[0]).toBe(command);
    expect(Object.keys(values).filter((option) => !takesOption(command, option))).toEqual([]);
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
