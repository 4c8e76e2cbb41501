import type { Actor } from '@ctg/access';
import { partyRoles } from './party-roles.js';

/** Conditions on `known_convention` under the alias `k`, for a list that is read page by page. */
export interface Visible {
  /** Of whose Caf: an index serves it. */
  readonly where: readonly string[];
  /** Who takes part in each: looked at row by row. */
  readonly holds: readonly string[];
}

/**
 * What keeps a list to the conventions a person may see.
 *
 * @param parameter adds a parameter and answers its `$n`
 */
export function visibleRows(actor: Actor, parameter: (value: unknown) => string): Visible {
  const where = [`k.caf_id <> ''`];
  if (actor.cafId !== undefined) where.push(`k.caf_id = ${parameter(actor.cafId)}`);
  const isIn = (organisations: string) => `${parameter(actor.organisation ?? '')} = ANY (${organisations})`;
  if (actor.role === 'evaluator') return { where, holds: [isIn('k.evaluators')] };
  if (actor.cafId === undefined && actor.role !== 'national_auditor')
    return { where: [...where, 'false'], holds: [] };
  return { where, holds: partyRoles.has(actor.role) ? [isIn('k.organisations')] : [] };
}

/** The same as one SQL condition, for a statement that is no list. */
export function visibleTo(actor: Actor, parameter: (value: unknown) => string): string {
  const { where, holds } = visibleRows(actor, parameter);
  return [...where, ...holds].join(' AND ');
}
