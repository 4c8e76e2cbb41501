import { nationalThemes } from '@ctg/contracts/themes';
import { conventionOn } from '@ctg/convention';
import type { FoldedFacts } from '../state/folded-facts.js';

/** What the codes of themes are called in a convention: by its own words first, the national list's else. */
export function themesOf({ partners: { convention }, day }: FoldedFacts): ReadonlyMap<string, string> {
  const own = (convention && conventionOn(convention, day)?.themes) ?? convention?.themes ?? [];
  return new Map([...nationalThemes, ...own].map(({ code, label }) => [code, label]));
}
