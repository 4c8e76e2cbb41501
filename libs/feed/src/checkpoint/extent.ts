/** What of the history a group has delivered. */
export interface Extent {
  /** Everything up to this position was, but for what is parked. */
  readonly upTo: bigint;
  /**
   * While this stays the same nothing more is delivered of what is not after `upTo`: of the same store and epoch, by the same holder, with the same
   * events parked. To be compared, never shown.
   */
  readonly id: string;
}

/** Whoever reads the group's own schema. */
interface Reading {
  query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
}

/**
 * Whoever builds a table anew, places a group or plays a parked event again changes it in the transaction of the effect: what is read
 * after it is of this extent, or of a later one.
 */
export async function extentOf(reading: Reading, group: string): Promise<Extent> {
  const [found] = await reading.query<{ upTo: string; id: string }>(
    `SELECT min(position)::text AS "upTo",
            string_agg(concat_ws(' ', lane, store_id, store_epoch, token), ',' ORDER BY lane) || ' ' ||
            (SELECT count(*) || ' ' || coalesce(max(sequence), 0) FROM feed_parked WHERE consumer_group = $1) AS id
       FROM feed_checkpoint WHERE consumer_group = $1 HAVING count(*) > 0`,
    [group],
  );
  return found ? { upTo: BigInt(found.upTo), id: found.id } : { upTo: 0n, id: '' };
}
