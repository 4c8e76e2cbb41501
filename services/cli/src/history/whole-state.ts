import type { Connection, Persona } from '../api/connection.js';

interface Summary {
  readonly sections: readonly { readonly path: string; readonly address: string; readonly count: number }[];
  readonly [field: string]: unknown;
}

/** A state with all its lists, each read page after page; all of them show one moment, whatever is recorded meanwhile. */
export async function wholeState(
  connection: Connection,
  as: Persona,
  conventionId: string,
  when: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const query = new URLSearchParams(when);
  const address = `/api/history/conventions/${conventionId}/state?${query}`;
  const { sections, ...state } = (await connection.get(address, as)) as Summary;
  const whole: Record<string, unknown> = { ...state };
  for (const { path, address, count } of sections) {
    const items: unknown[] = [];
    if (count > 0) for await (const one of connection.everything(`${address}&limit=200`, as)) items.push(one);
    put(whole, path.split('.'), items);
  }
  return whole;
}

/** Puts a list where it belongs: `diagnostic.values`. */
function put(
  state: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  items: unknown[],
): void {
  if (rest.length === 0) {
    state[first] = items;
    return;
  }
  const inside = { ...(state[first] as Record<string, unknown> | undefined) };
  state[first] = inside;
  put(inside, rest, items);
}
