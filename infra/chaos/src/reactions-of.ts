import type { EventStore } from '@ctg/event-store';

/** Commands that one service gives because of another's event: each must have happened once. */
export interface Reactions {
  readonly conventionsOpened: number;
  /** Conventions without their diagnostic or their plan. */
  readonly lost: number;
  /** Conventions with two of one of them. */
  readonly doubled: number;
}

/** Counts, in the store itself, what the opening of each convention has set going. */
export async function reactionsOf(store: EventStore): Promise<Reactions> {
  const seen = new Map<string, Record<string, number>>();
  for await (const { type, metadata } of store.readAll({
    filter: { eventTypes: ['partners.ConventionOpened', ...expected] },
  })) {
    const { conventionId = '' } = metadata as { conventionId?: string };
    const counts = seen.get(conventionId) ?? {};
    counts[type] = (counts[type] ?? 0) + 1;
    seen.set(conventionId, counts);
  }
  const of = (isSo: (counts: Record<string, number>) => boolean) => [...seen.values()].filter(isSo).length;
  return {
    conventionsOpened: of((counts) => counts['partners.ConventionOpened'] === 1),
    lost: of((counts) => expected.some((type) => !counts[type])),
    doubled: of((counts) => Object.values(counts).some((count) => count > 1)),
  };
}

const expected = ['diagnostics.DiagnosticOpened', 'actionplans.PlanOpened'];
