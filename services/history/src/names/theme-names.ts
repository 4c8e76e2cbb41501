import { nationalThemes } from '@ctg/contracts/themes';
import { conventionOn } from '@ctg/convention';
import type { FoldedFacts } from '../state/folded-facts.js';

/** Under which an action stands that names no theme. */
export const noTheme = 'sans-theme';

/** The themes that a convention has on the day of the facts. */
export const ownThemes = ({ partners: { convention }, day }: FoldedFacts) =>
  (convention && conventionOn(convention, day)?.themes) ?? convention?.themes ?? [];

/** What the codes of themes are called in a convention: by its own words first, the national list's else. */
export function themesOf(facts: FoldedFacts): ReadonlyMap<string, string> {
  const made = kept.get(facts);
  if (made) return made;
  const none = { code: noTheme, label: 'Sans thème' };
  const names = new Map(
    [none, ...nationalThemes, ...ownThemes(facts)].map(({ code, label }) => [code, label] as const),
  );
  kept.set(facts, names);
  return names;
}

/** Each row of a page asks for them. */
const kept = new WeakMap<FoldedFacts, ReadonlyMap<string, string>>();
