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
  /** Of the correction of a protocol: what it said, and says now. */
  readonly before?: { readonly data?: Scoped };
  readonly after?: { readonly data?: Scoped };
}

/** The conventions that a protocol is about; of anything else none. */
export function scopeOf(data: unknown): readonly string[] {
  const { scope, before, after } = data as Scoped;
  const corrected = [before?.data, after?.data].flatMap((one) => (one ? scopeOf(one) : []));
  return [...(scope?.conventionIds ?? []), ...corrected];
}

/** A protocol as one reader sees it: of the conventions it is about, those that they may see. Anything else as it is. */
export function withOwnScope<Data>(data: Data, visible: ReadonlySet<string>): Data {
  if (scopeOf(data).length === 0) return data;
  const { scope, before, after } = data as Scoped;
  const saying = (one: Scoped['before']) => ({ ...one, data: withOwnScope(one?.data ?? {}, visible) });
  return {
    ...data,
    ...(scope?.conventionIds
      ? { scope: { ...scope, conventionIds: scope.conventionIds.filter((id) => visible.has(id)) } }
      : {}),
    ...(before?.data ? { before: saying(before) } : {}),
    ...(after?.data ? { after: saying(after) } : {}),
  };
}
