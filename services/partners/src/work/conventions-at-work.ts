import type { Actor } from '@ctg/access';
import { type ConventionFacts, type Governance, noGovernance, type Task, tasksOn } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';
import { isInCharge } from '../mandate/mandate-row.js';

interface Row {
  readonly document: ConventionFacts;
  readonly cafId: string;
  readonly titleFolded: string;
  readonly governance: Governance | null;
  readonly reviewed: readonly number[] | null;
  readonly planned: readonly string[] | null;
}

/** A convention with what it awaits on a day. */
export interface AtWork {
  readonly facts: ConventionFacts;
  readonly cafId: string;
  readonly titleFolded: string;
  /** By which its tasks are ordered, and one is found again. */
  readonly tasks: readonly (readonly [key: string, task: Task])[];
}

/** Where a reading of conventions goes on: at this one. */
export interface From {
  readonly titleFolded: string;
  readonly conventionId: string;
}

/** So many conventions are read at once. */
const batch = 50;

const keyOf = ({
  since,
  kind,
  organisation = '',
  amendmentId = '',
  meetingId = '',
  year = 0,
}: Task): string => [since, kind, organisation, amendmentId, meetingId, year].join(' ');

/**
 * The next conventions that this person may see, by title, from a place on (included), with what each awaits on a day.
 * @param holder only those of which this person is in charge that day
 */
export async function conventionsAtWork(
  readModel: ReadModelAccess,
  actor: Actor,
  asked: {
    readonly conventionId?: string | undefined;
    readonly holder?: string | undefined;
    readonly on: string;
  },
  from: From | undefined,
): Promise<{ readonly found: readonly AtWork[]; readonly next: From | undefined }> {
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const rows = await readModel.query<Row>(
    `SELECT c.document, k.caf_id AS "cafId", k.title_folded AS "titleFolded", g.document AS governance,
            (SELECT array_agg(r.year) FROM known_review r
              WHERE r.convention_id = c.convention_id AND r.reviewed_on <= ${value(asked.on)}) AS reviewed,
            (SELECT array_agg(p.amendment_id) FROM known_plan p
              WHERE p.convention_id = c.convention_id AND p.adopted_on <= ${value(asked.on)}) AS planned
       FROM convention c JOIN known_convention k USING (convention_id)
       LEFT JOIN governance g USING (convention_id) LEFT JOIN mandate m USING (convention_id)
      WHERE ${[
        visibleTo(actor, value),
        ...(asked.holder === undefined ? [] : [isInCharge(value(asked.holder), value(asked.on))]),
        ...(asked.conventionId === undefined ? [] : [`c.convention_id = ${value(asked.conventionId)}`]),
        ...(from
          ? [
              `(k.title_folded COLLATE "C", c.convention_id COLLATE "C")
                 >= (${value(from.titleFolded)}, ${value(from.conventionId)})`,
            ]
          : []),
      ].join(' AND ')}
      ORDER BY k.title_folded COLLATE "C", c.convention_id COLLATE "C" LIMIT ${batch + 1}`,
    parameters,
  );
  const after = rows[batch];
  return {
    found: rows.slice(0, batch).map((row) => atWork(row, asked.on)),
    next: after && { titleFolded: after.titleFolded, conventionId: after.document.conventionId },
  };
}

function atWork({ document, cafId, titleFolded, governance, reviewed, planned }: Row, on: string): AtWork {
  const tasks = tasksOn(document, on, {
    governance: governance ?? noGovernance(),
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
