import { allOf } from '../api/every-page.js';
import type { CommonOptions, Output } from './options.js';

/**
 * The whole of a list, for a text; with --json each thing of it is a line as soon as it comes, and there is no text to make:
 * undefined.
 */
export async function unlessJson<Item>(
  list: AsyncIterable<Item>,
  { json }: CommonOptions,
  { out }: Pick<Output, 'out'>,
): Promise<readonly Item[] | undefined> {
  if (!json) return allOf(list);
  for await (const one of list) out(JSON.stringify(one));
  return undefined;
}
