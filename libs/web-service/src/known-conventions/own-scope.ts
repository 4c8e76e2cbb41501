import type { Actor } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from './visible.js';

/** Of some conventions, those that a person may see at this moment. */
export async function visibleAmong(
  actor: Actor,
  conventionIds: readonly string[],
  readModel: ReadModelAccess,
): Promise<ReadonlySet<string>> {
  if (conventionIds.length === 0) return new Set();
  const parameters: unknown[] = [[...new Set(conventionIds)]];
  const rows = await readModel.query<{ id: string }>(
    `SELECT k.convention_id AS id FROM known_convention k
      WHERE k.convention_id = ANY ($1) AND ${visibleTo(actor, (one) => `$${parameters.push(one)}`)}`,
    parameters,
  );
  return new Set(rows.map(({ id }) => id));
}

interface Scoped {
  readonly scope?: { readonly conventionIds?: readonly string[] };
}

/** The conventions that a protocol is about; of anything else none. */
export const scopeOf = (data: unknown): readonly string[] => (data as Scoped).scope?.conventionIds ?? [];

/** A protocol as one reader sees it: of the conventions it is about, those that they may see. Anything else as it is. */
export function withOwnScope<Data>(data: Data, visible: ReadonlySet<string>): Data {
  const named = scopeOf(data);
  if (named.length === 0) return data;
  const { scope } = data as Scoped;
  return { ...data, scope: { ...scope, conventionIds: named.filter((id) => visible.has(id)) } };
}
