import { parseArgs } from 'node:util';
import { unreadable } from '@ctg/identifiers';
import { Connection } from './api/connection.js';
import { suggestion } from './api/nearest-word.js';
import { chain } from './commands/chain.js';
import { conventionFilters, conventions } from './commands/conventions.js';
import { correct } from './commands/correct.js';
import { coverage } from './commands/coverage.js';
import { deadLetterActions, deadLetters } from './commands/dead-letters.js';
import { decisions } from './commands/decisions.js';
import { group, groupActions } from './commands/group.js';
import { history, state } from './commands/history.js';
import { offer } from './commands/offer.js';
import { type CommonOptions, commonOptions, type Output, personaOf } from './commands/options.js';
import { check, play } from './commands/play.js';
import { relay, relayActions } from './commands/relay.js';
import { review } from './commands/review.js';
import { roles } from './commands/roles.js';
import { store, storeActions } from './commands/store.js';
import { view } from './commands/view.js';
import { work } from './commands/work.js';
import { CliFailure, exitCodes, unexpected, usageFailure } from './failure.js';
import { type Command, commands, helpOf, optionsOf, overview, whoAsks, withoutEffect } from './help.js';
import { dataFolder } from './standing.js';

/** By which `conventions` is narrowed. */
const filters = Object.fromEntries(
  Object.keys(conventionFilters).map((option) => [option, { type: 'string' }]),
) as Record<keyof typeof conventionFilters, { readonly type: 'string' }>;

/** Every option that is read; each is one of all commands, or stands in the help of those that take it. */
export const options = {
  ...commonOptions,
  resume: { type: 'string' },
  times: { type: 'string' },
  encoding: { type: 'string' },
  'effective-at': { type: 'string' },
  'known-at': { type: 'string' },
  reason: { type: 'string' },
  'occurred-on': { type: 'string' },
  'effective-on': { type: 'string' },
  from: { type: 'string' },
  for: { type: 'string' },
  about: { type: 'string' },
  year: { type: 'string' },
  up: { type: 'boolean' },
  breaks: { type: 'boolean' },
  all: { type: 'boolean' },
  url: { type: 'string' },
  service: { type: 'string' },
  to: { type: 'string' },
  follow: { type: 'boolean' },
  tables: { type: 'string' },
  ...filters,
} as const;

/** Runs one command line and returns its exit code. */
export async function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  output: Output,
): Promise<number> {
  const json = args.includes('--json');
  try {
    await run(args, environment, output);
    return exitCodes.done;
  } catch (error) {
    const failure = error instanceof CliFailure ? error : unexpected(error, environment);
    output.say(json ? JSON.stringify({ error: failure.message, ...failure.details }) : failure.message);
    return failure.exitCode;
  }
}

async function run(args: readonly string[], environment: NodeJS.ProcessEnv, output: Output): Promise<void> {
  const damaged = args.map((arg) => unreadable(arg)).find((fault) => fault !== undefined);
  if (damaged !== undefined) throw usageFailure(`${damaged}. Écrivez-le en UTF-8.`);
  const { values, positionals } = parsed(args);
  const [command, subject, event] = positionals;
  const tooMany = positionals.slice(mostWords(command, subject));
  if (command === undefined && values.help) return output.out(overview);
  if (command === undefined) throw usageFailure(overview);
  if (command === 'help') return output.out(isCommand(subject) ? helpOf(subject) : overview);
  if (!isCommand(command)) {
    throw usageFailure(
      `« ${command} » n’est pas une commande.${suggestion(command, commands)} Voir : npm run -s ctg -- --help`,
    );
  }
  if (values.help) return output.out(helpOf(command));
  for (const option of Object.keys(values)) {
    const refusal = withoutEffect(command, subject, option);
    if (refusal !== undefined) throw usageFailure(refusal);
  }
  if (tooMany.length > 0) {
    throw usageFailure(`« ${tooMany[0]} » est de trop : mettez entre guillemets un titre de plusieurs mots.`);
  }
  const common = values as CommonOptions;
  const connection = Connection.fromEnvironment(environment);
  const named = Object.keys(whoAsks).find((option) => option in values);
  if (named !== undefined && connection.fixedToken !== undefined)
    throw usageFailure(`CTG_TOKEN dit déjà qui demande : retirez --${named}, ou CTG_TOKEN.`);
  const wanted = (what: string): string => {
    if (subject === undefined) throw usageFailure(`${command} attend ${what}.`);
    return subject;
  };
  const knownAt = values['known-at'] === undefined ? {} : { knownAt: values['known-at'] };
  const effectiveAt = values['effective-at'] === undefined ? {} : { effectiveAt: values['effective-at'] };
  const year = values.year === undefined ? {} : { year: values.year };
  const moment = { ...effectiveAt, ...knownAt };
  const dataDir = dataFolder(environment);
  const encoding = values.encoding === undefined ? {} : { encoding: values.encoding };
  switch (command) {
    case 'play': {
      const resume = values.resume === undefined ? {} : { resume: values.resume };
      const times = values.times === undefined ? {} : { times: values.times };
      return play(
        connection,
        wanted('un fichier ou un nom de scénario'),
        { ...common, ...resume, ...times, ...encoding, dataDir },
        output,
      );
    }
    case 'check':
      return check(
        connection,
        wanted('un fichier ou un nom de scénario'),
        { ...common, ...encoding },
        output,
      );
    case 'conventions':
      return conventions(connection, subject, values as CommonOptions, output);
    case 'history':
      return history(connection, wanted('une convention'), { ...common, ...knownAt }, output);
    case 'state':
      return state(connection, wanted('une convention'), { ...common, ...moment }, output);
    case 'coverage': {
      const on = values.on === undefined ? {} : { on: values.on };
      return coverage(
        connection,
        wanted('une commune, une intercommunalité ou une convention'),
        { ...common, ...on },
        output,
      );
    }
    case 'work': {
      const on = values.on === undefined ? {} : { on: values.on };
      const whom = values.for === undefined ? {} : { for: values.for };
      return work(connection, subject, { ...common, ...on, ...whom }, output);
    }
    case 'view':
      return view(
        connection,
        wanted('une commune, une intercommunalité ou une convention'),
        { ...common, ...moment, ...year },
        output,
      );
    case 'review':
      return review(connection, wanted('une convention'), { ...common, ...moment, ...year }, output);
    case 'offer':
      return offer(connection, wanted('une convention'), { ...common, ...moment }, output);
    case 'chain': {
      const { up = false, breaks = false } = values;
      const start = values.from === undefined ? {} : { from: values.from };
      return chain(
        connection,
        wanted('une convention'),
        { ...common, ...moment, ...start, up, breaks },
        output,
      );
    }
    case 'roles': {
      const { all = false } = values;
      const whom = values.for === undefined ? {} : { for: values.for };
      const theme = values.theme === undefined ? {} : { theme: values.theme };
      return roles(
        connection,
        wanted('une convention'),
        { ...common, ...moment, ...whom, ...theme, all },
        output,
      );
    }
    case 'decisions': {
      const { about, from, to } = values;
      const filters = { ...(about ? { about } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) };
      return decisions(connection, wanted('une convention'), { ...common, ...moment, ...filters }, output);
    }
    case 'correct':
    case 'annul': {
      const { 'occurred-on': occurredOn, 'effective-on': effectiveOn } = values;
      const days = { ...(occurredOn ? { occurredOn } : {}), ...(effectiveOn ? { effectiveOn } : {}) };
      return correct(connection, command, positionals.slice(1), { ...values, ...days }, output);
    }
    case 'dead-letters':
      return deadLetters(connection, oneOf(deadLetterActions, subject, command), event, values, output);
    case 'group':
      return group(connection, oneOf(groupActions, subject, command), event, values, output);
    case 'relay':
      return relay(connection, oneOf(relayActions, subject, command), values, output);
    case 'store':
      return store(oneOf(storeActions, subject, command), values, environment, output);
    default:
      return token(connection, common, output);
  }
}

/** How many words a command takes, its own name among them. */
function mostWords(command: string | undefined, action: string | undefined): number {
  if (command === 'correct') return Number.POSITIVE_INFINITY;
  if (command === 'annul') return 3;
  if (command === 'dead-letters' || command === 'group') return action === 'list' ? 2 : 3;
  return command === 'token' ? 1 : 2;
}

const isCommand = (word: string | undefined): word is Command =>
  (commands as readonly (string | undefined)[]).includes(word);

/** An action of a command that has several. */
function oneOf(actions: readonly string[], found: string | undefined, command: string): string {
  if (found !== undefined && actions.includes(found)) return found;
  const hint = found === undefined ? '' : ` ; trouvé « ${found} ».${suggestion(found, actions)}`;
  throw usageFailure(`${command} attend l’une de ces actions : ${actions.join(', ')}${hint}`);
}

async function token(connection: Connection, common: CommonOptions, { out }: Output): Promise<void> {
  if (common.as === undefined) throw usageFailure('token attend --as <rôle>, par exemple --as caf_adviser.');
  const found = await connection.token(personaOf(common));
  out(common.json ? JSON.stringify({ token: found }) : found);
}

function parsed(args: readonly string[]) {
  try {
    const found = parseArgs({ args: [...args], options, allowPositionals: true });
    const empty = Object.entries(found.values).find(([, value]) => value === '')?.[0];
    if (empty === undefined) return found;
    throw usageFailure(`L’option --${empty} attend une valeur.`);
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    const code = (error as { code?: string }).code ?? '';
    const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? '';
    const { positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
    const [command, action] = positionals;
    const known = optionsOf(isCommand(command) ? command : undefined, action).map((name) => `--${name}`);
    throw usageFailure(
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `L’option ${option} n’existe pas.${suggestion(option, known)}`
        : `L’option ${option} attend une valeur.`,
    );
  }
}
