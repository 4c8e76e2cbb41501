import { type ConventionFacts, meetingsToTell, type PlannedMeeting } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { keyOf, type PlacedTask } from './conventions-at-work.js';

/** So many are read of each convention at once, for a page is soon full. */
const mostAtOnce = 20;
/** Behind every id. */
const behindAll = '~';

/** A place among the planned meetings of a convention: those behind it are asked. */
interface Place extends PlannedMeeting {
  readonly conventionId: string;
}

/** Meetings that were planned for before a day and that nobody told of, by convention: the first ones behind a place, in their order. */
async function plannedBehind(
  readModel: ReadModelAccess,
  places: readonly Place[],
  day: string,
): Promise<ReadonlyMap<string, readonly PlannedMeeting[]>> {
  const found = await readModel.query<Place>(
    `SELECT place.id AS "conventionId", next.day AS "plannedOn", next.meeting_id AS "meetingId"
       FROM unnest($1::text[], $2::text[], $3::text[]) place(id, day, meeting_id)
            CROSS JOIN LATERAL (SELECT m.day, m.meeting_id FROM meeting m
              WHERE m.convention_id = place.id AND m.status = 'planned' AND m.day < $4
                AND (m.day, m.meeting_id COLLATE "C") > (place.day, place.meeting_id)
              ORDER BY m.day, m.meeting_id COLLATE "C" LIMIT ${mostAtOnce}) next`,
    [
      places.map(({ conventionId }) => conventionId),
      places.map(({ plannedOn }) => plannedOn),
      places.map(({ meetingId }) => meetingId),
      day,
    ],
  );
  const byConvention = new Map<string, PlannedMeeting[]>();
  for (const { conventionId, ...one } of found) {
    const planned = byConvention.get(conventionId);
    if (planned) planned.push(one);
    else byConvention.set(conventionId, [one]);
  }
  return byConvention;
}

/** Of which convention, and behind which of its tasks (its key; empty: from the first one on). */
export interface Asked {
  readonly conventionId: string;
  readonly behind: string;
}

/** Where a task stands among the planned meetings. */
function placeOf({ conventionId, behind }: Asked): Place {
  const [plannedOn = '', kind = '', , , meetingId = ''] = behind.split(' ');
  const own = 'meeting-to-tell';
  return { conventionId, plannedOn, meetingId: kind === own ? meetingId : kind < own ? '' : behindAll };
}

/** The meetings that conventions wait to be told of on a day: the first ones of all are read at once, more of one when they are asked for. */
export async function readMeetingsToTell(
  readModel: ReadModelAccess,
  asked: readonly Asked[],
  day: string,
): Promise<(facts: ConventionFacts) => AsyncGenerator<PlacedTask>> {
  const first = asked.length === 0 ? undefined : await plannedBehind(readModel, asked.map(placeOf), day);
  return async function* (facts) {
    const { conventionId } = facts;
    for (let planned = first?.get(conventionId) ?? []; ; ) {
      const tasks = meetingsToTell(facts, day, planned);
      for (const task of tasks) yield [keyOf(task), task];
      const last = planned.at(-1);
      // None of a convention that asks for nothing any more, however many were planned.
      if (!last || tasks.length < mostAtOnce) return;
      planned = (await plannedBehind(readModel, [{ ...last, conventionId }], day)).get(conventionId) ?? [];
    }
  };
}

/** Two kinds of tasks, each in order, as one. */
export async function* merged(
  some: readonly PlacedTask[],
  others: AsyncIterable<PlacedTask>,
): AsyncGenerator<PlacedTask> {
  let next = 0;
  for await (const other of others) {
    for (let one = some[next]; one && one[0] < other[0]; one = some[++next]) yield one;
    yield other;
  }
  yield* some.slice(next);
}
