import { catalogue } from '../catalogue.js';
import type { AnyEventDefinition } from '../define-event.js';
import { contractsFolder } from '../schemas/golden.js';
import { type Breach, compareContracts } from './compare-contracts.js';
import { compareSchemas } from './compare-schemas.js';
import { type CurrentVersion, currentContracts } from './current-contracts.js';
import { type ReleasedVersion, readReleased, writeReleased } from './released-set.js';
import { rules } from './rules.js';

/** What the command works on; tests bring their own. */
export interface Workplace {
  readonly definitions: readonly AnyEventDefinition[];
  /** Holds `golden` and `released`. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

const ownWorkplace: Workplace = {
  definitions: catalogue,
  folder: contractsFolder,
  say: (line) => console.log(line),
};

/**
 * `npm run contracts -- check` fails on a forbidden change, or on one that is not released yet; `release` adds what is new to
 * the released set, and refuses a forbidden change.
 * @returns the exit code
 */
export function contractsCommand(args: readonly string[], workplace: Workplace = ownWorkplace): number {
  const [word] = args;
  if ((word !== 'check' && word !== 'release') || args.length > 1) {
    workplace.say(
      `Expected « check » or « release », found « ${args.join(' ')} »: npm run contracts -- check`,
    );
    return 2;
  }
  const released = readReleased(workplace.folder);
  const current = currentContracts(workplace.definitions, workplace.folder);
  const breaches = compareContracts(released, current);
  for (const breach of breaches) workplace.say(sentenceOf(breach));
  if (breaches.length > 0) {
    workplace.say(
      `${breaches.length} forbidden change(s). Undo them, or publish the fact as an event of another type: docs/decisions/0007.`,
    );
    return 1;
  }
  const news = current.flatMap((version) => newsOf(version, released));
  return word === 'check' ? check(news, current, workplace) : release(news, workplace);
}

function check(
  news: readonly ReleasedVersion[],
  current: readonly CurrentVersion[],
  { say }: Workplace,
): number {
  for (const { type, version } of news) say(`${type} version ${version} is not released as it is now.`);
  if (news.length > 0) {
    say('Run « npm run contracts -- release » and commit libs/contracts/released.');
    return 1;
  }
  say(`${current.length} released event versions: each reads every other, no forbidden change.`);
  return 0;
}

function release(news: readonly ReleasedVersion[], { folder, say }: Workplace): number {
  for (const version of news) say(`${writeReleased(folder, version)} written.`);
  if (news.length === 0) say('Nothing new to release.');
  return 0;
}

/** The version as it is to be released: nothing when it already is. New words alone need no release. */
function newsOf(now: CurrentVersion, released: readonly ReleasedVersion[]): readonly ReleasedVersion[] {
  const { type, version, schema, goldens } = now;
  const before = released.find((each) => each.type === type && each.version === version);
  const forms = before?.forms ?? [];
  const last = forms.at(-1);
  const isNewForm = !last || compareSchemas(last, schema).some(({ kind }) => kind !== 'wording-changed');
  const isNewGolden = Object.keys(goldens).some((file) => !before?.goldens[file]);
  if (!isNewForm && !isNewGolden) return [];
  return [{ type, version, goldens, forms: isNewForm ? [...forms, schema] : forms }];
}

const sentenceOf = ({ type, version, kind, path, detail }: Breach): string =>
  `${type} version ${version}${path ? `, ${path}` : ''}: ${rules[kind].change} is forbidden (${rules[kind].why}); ${detail}.`;
