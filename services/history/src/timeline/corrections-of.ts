import { correctionIn, knownSince, type PublishedEvent } from '@ctg/contracts';
import type { ReadModelAccess } from '@ctg/decider';

/** What became of an entry. */
export interface Corrected {
  readonly how: 'annulled' | 'corrected';
  /** The id of the event that corrects it. */
  readonly by: string;
  readonly recordedAt: string;
  readonly reason: string;
}

/** By event, the newest correction of it that was recorded by an instant (undefined: that is known). */
export async function correctionsOf(
  readModel: ReadModelAccess,
  conventionId: string,
  eventIds: readonly string[],
  knownAt: string | undefined,
): Promise<ReadonlyMap<string, Corrected>> {
  const rows = await readModel.query<{ event: PublishedEvent }>(
    `SELECT event FROM timeline_entry
      WHERE convention_id = $1 AND corrects = ANY ($2) AND ($3::text IS NULL OR recorded_at <= $3)
      ORDER BY key`,
    [conventionId, eventIds, knownAt ?? null],
  );
  return new Map(
    rows.map(({ event }) => {
      const { factId, after, reason } = correctionIn(event);
      const how = after ? ('corrected' as const) : ('annulled' as const);
      return [factId, { how, by: event.id, recordedAt: knownSince(event), reason }];
    }),
  );
}
