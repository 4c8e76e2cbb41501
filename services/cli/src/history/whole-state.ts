import type { Connection, Persona } from '../api/connection.js';
import { answered, everyPage } from '../api/every-page.js';

/** A state with all its lists, each read page after page; all of them show one moment, whatever is recorded meanwhile. */
export async function wholeState(
  connection: Connection,
  as: Persona,
  conventionId: string,
  when: { readonly effectiveAt?: string; readonly knownAt?: string },
): Promise<Record<string, unknown>> {
  const api = connection.api(as);
  const params = { path: { conventionId }, query: when };
  const { sections, ...state } = answered(
    await api.GET('/api/history/conventions/{conventionId}/state', { params }),
  );
  const { effectiveAt, knownAt } = state;
  const whole: Record<string, unknown> = { ...state };
  for (const { name, path, count } of sections) {
    const items: unknown[] = [];
    const pages = everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/state/{section}', {
        params: {
          path: { conventionId, section: name },
          query: { effectiveAt, knownAt, limit: 200, ...from },
        },
      }),
    );
    if (count > 0) for await (const one of pages) items.push(one);
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
