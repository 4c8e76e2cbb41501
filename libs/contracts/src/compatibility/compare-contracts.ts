import { compareSchemas } from './compare-schemas.js';
import type { CurrentVersion } from './current-contracts.js';
import type { ReleasedVersion } from './released-set.js';
import { type ChangeKind, type Rule, rules } from './rules.js';

/** A change that the table forbids. */
export interface Breach {
  readonly type: string;
  readonly version: number;
  readonly kind: ChangeKind;
  /** Where in the data; empty for the whole. */
  readonly path: string;
  readonly detail: string;
}

/**
 * Every forbidden change between what was ever released and what is there now, by the table in `rules.ts`. Transitive: a
 * version is held against every form it was released in, and against every form of every version before it.
 */
export function compareContracts(
  released: readonly ReleasedVersion[],
  current: readonly CurrentVersion[],
): readonly Breach[] {
  return [
    ...released.flatMap((version) => disappeared(version, current)),
    ...current.flatMap((version) => [
      ...released
        .filter((before) => before.type === version.type && before.version <= version.version)
        .flatMap((before) => changesSince(before, version)),
      ...proofMissing(version),
    ]),
  ];
}

function changesSince(before: ReleasedVersion, now: CurrentVersion): Breach[] {
  const applies: keyof Pick<Rule, 'withinVersion' | 'nextVersion'> =
    before.version === now.version ? 'withinVersion' : 'nextVersion';
  const seen = new Set<string>();
  return before.forms
    .flatMap((form) => compareSchemas(form, now.schema))
    .filter(({ kind }) => !rules[kind][applies])
    .filter(({ kind, path, detail }) => {
      const key = `${kind} ${path} ${detail}`;
      return !seen.has(key) && seen.add(key);
    })
    .map((change) => ({ type: now.type, version: now.version, ...change }));
}

function disappeared(before: ReleasedVersion, current: readonly CurrentVersion[]): Breach[] {
  const { type, version } = before;
  const versions = current.filter((each) => each.type === type);
  const now = versions.find((each) => each.version === version);
  if (versions.length === 0)
    return [{ type, version, kind: 'type-disappeared', path: '', detail: 'no definition has this type' }];
  if (!now)
    return [{ type, version, kind: 'version-disappeared', path: '', detail: 'it is not in earlierSchemas' }];
  return Object.entries(before.goldens)
    .filter(([file, sha256]) => now.goldens[file] !== sha256)
    .map(([file]) => ({
      type,
      version,
      kind: 'golden-changed',
      path: '',
      detail: `golden/${type}/${file} is not the file that was released`,
    }));
}

/** What every version owes, released or not. */
function proofMissing({ type, version, goldens, unreadable, upcasts }: CurrentVersion): Breach[] {
  const breach = (kind: ChangeKind, detail: string): Breach => ({ type, version, kind, path: '', detail });
  return [
    ...(upcasts ? [] : [breach('upcaster-missing', `no way from version ${version} to the newest`)]),
    ...(goldens[`${version}.json`]
      ? []
      : [
          breach(
            'golden-missing',
            `write golden/${type}/${version}.json: plausible data, every field present`,
          ),
        ]),
    ...unreadable.map((detail) => breach('golden-unreadable', detail)),
  ];
}
