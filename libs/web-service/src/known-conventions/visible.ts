import type { Actor } from '@ctg/access';
import { partyRoles } from './party-roles.js';

/**
 * The SQL condition that keeps a list to the conventions a person may see, on `known_convention` under the alias `k`.
 *
 *
 * @param parameter adds a parameter and answers its `$n`
 */
export function visibleTo(actor: Actor, parameter: (value: unknown) => string): string {
  const conditions = [`k.caf_id <> ''`];
  if (actor.cafId !== undefined) conditions.push(`k.caf_id = ${parameter(actor.cafId)}`);
  if (actor.role === 'evaluator')
    conditions.push(`${parameter(actor.organisation ?? '')} = ANY (k.evaluators)`);
  else if (actor.cafId === undefined && actor.role !== 'national_auditor') conditions.push('false');
  else if (partyRoles.has(actor.role))
    conditions.push(`${parameter(actor.organisation ?? '')} = ANY (k.organisations)`);
  return conditions.join(' AND ');
}
