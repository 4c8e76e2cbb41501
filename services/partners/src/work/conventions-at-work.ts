import type { Actor } from '@ctg/access';
import { type ConventionFacts, type Task, tasksOn } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { type RowsRead, readRows, type Start, visibleRows } from '@ctg/web-service';
import { isInCharge } from '../mandate/mandate-row.js';

/** A convention with what its tasks follow from. */
export interface ConventionAtWork {
  readonly document: ConventionFacts;
  readonly cafId: string;
  readonly titleFolded: string;
  readonly copilsHeld: readonly string[] | null;
  readonly reviewed: readonly number[] | null;
  readonly planned: readonly string[] | null;
}

/** A task with that by which it is ordered, and found again. */
export type PlacedTask = readonly [key: string, task: Task];

/** A convention with what it awaits on a day. */
export interface AtWork {
  readonly facts: ConventionFacts;
  readonly cafId: string;
  readonly titleFolded: string;
  /** In their order; without the meetings to tell of. */
  readonly tasks: readonly PlacedTask[];
}

/** By which a task stands among those of its convention. */
export const keyOf = ({
  since,
  kind,
  organisation = '',
  amendmentId = '',
  meetingId = '',
  year = 0,
}: Task): string => [since, kind, organisation, amendmentId, meetingId, year].join(' ');

/**
 * The next conventions that this person may see, by title; what each awaits is still to be worked out (`atWork`), one by one.
 * @param holder only those of which this person is in charge that day
 */
export function conventionsAtWork(
  readModel: ReadModelAccess,
  actor: Actor,
  asked: {
    readonly conventionId?: string | undefined;
    readonly holder?: string | undefined;
    readonly on: string;
  },
  start: Start | undefined,
  limit: number,
): Promise<RowsRead<ConventionAtWork>> {
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const visible = visibleRows(actor, value);
  const on = value(asked.on);
  const selection = {
    columns: `c.document, c.caf_id AS "cafId", c.title_folded AS "titleFolded",
      -- Of each year of its period: what is looked at does not grow with what it held.
      (SELECT array_agg(held.first) FROM generate_series(left(c.effect_on, 4)::integer, left(least(c.ends_on, ${on}), 4)::integer) year
        CROSS JOIN LATERAL (SELECT min(m.day) AS first FROM meeting m
          WHERE m.convention_id = c.convention_id AND m.status = 'held' AND m.body_kind = 'copil'
            AND m.day >= year || '-01-01' AND m.day <= year || '-12-31') held
        WHERE held.first IS NOT NULL) AS "copilsHeld",
      (SELECT array_agg(r.year) FROM known_review r
        WHERE r.convention_id = c.convention_id AND r.reviewed_on <= ${on}) AS reviewed,
      (SELECT array_agg(p.amendment_id) FROM known_plan p
        WHERE p.convention_id = c.convention_id AND p.adopted_on <= ${on}) AS planned`,
    from: `convention c JOIN known_convention k USING (convention_id, caf_id)
      LEFT JOIN mandate m USING (convention_id, caf_id)`,
    where: [
      ...visible.where,
      ...(asked.conventionId === undefined ? [] : [`c.convention_id = ${value(asked.conventionId)}`]),
    ],
    holds: [...visible.holds, ...(asked.holder === undefined ? [] : [isInCharge(value(asked.holder), on)])],
    order: [{ by: 'c.title_folded' }, { by: 'c.convention_id' }],
  };
  return readRows(readModel, { selection, start, limit, value, parameters });
}

/** What a convention awaits on a day, but for the meetings to tell of. */
export function atWork(
  { document, cafId, titleFolded, copilsHeld, reviewed, planned }: ConventionAtWork,
  on: string,
): AtWork {
  const tasks = tasksOn(document, on, {
    copilsHeld: copilsHeld ?? [],
    reviewedYears: new Set(reviewed),
    amendmentsWithPlan: new Set(planned),
  });
  return {
    facts: document,
    cafId,
    titleFolded,
    tasks: tasks
      .map((task) => [keyOf(task), task] as const)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  };
}
