import type { ActionWithProgress } from '../plan/index.js';
import { type Chain, keyOf } from './links.js';

/**
 * The needs that each of these actions answers, by action: those that it names; of one that names none, those that the
 * priorities of its objective rest on.
 */
export function answeredBy(
  chain: Chain,
  actions: readonly ActionWithProgress[],
): ReadonlyMap<string, readonly string[]> {
  const byObjective = new Map<string, readonly string[]>();
  const behind = (objectiveId: string): readonly string[] => {
    const known = byObjective.get(objectiveId);
    if (known) return known;
    const priorities = chain.above.get(keyOf('objective', objectiveId)) ?? [];
    const needs = new Set(priorities.flatMap((priority) => chain.above.get(priority) ?? []));
    const ids = [...needs].flatMap((need) => chain.links.get(need)?.id ?? []);
    byObjective.set(objectiveId, ids);
    return ids;
  };
  return new Map(
    actions.map(({ actionId, needIds, objectiveId }) => {
      const named = needIds.filter((one) => chain.links.has(keyOf('need', one)));
      return [actionId, named.length > 0 ? named : behind(objectiveId)];
    }),
  );
}
