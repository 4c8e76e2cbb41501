import type { Pool } from 'pg';
import type { MovedEvent } from '../moving/archive.js';
import { parseStreamName } from '../stream-name.js';

/**
 * Writes events of another store after the last one: same ids, revisions, bytes and times, positions of its own. Under the
 * lock of all writers, in one transaction; the unique indexes refuse what is there already.
 */
export async function receiveEvents(
  pool: Pool,
  schema: string,
  events: readonly MovedEvent[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${schema}.append`]);
    await client.query(
      `INSERT INTO ${schema}.events (position, stream, revision, event_id, type, subject, data, metadata, recorded_at)
       SELECT (SELECT coalesce(max(position), 0) FROM ${schema}.events) + g.ord,
              g.stream, g.revision, g.event_id, g.type, g.subject, g.data, g.metadata, g.recorded_at
       FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
         WITH ORDINALITY AS g(stream, revision, event_id, type, subject, data, metadata, recorded_at, ord)`,
      [
        events.map(({ stream }) => stream),
        events.map(({ revision }) => revision),
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ stream }) => parseStreamName(stream).subject),
        events.map(({ rawData }) => rawData),
        events.map(({ rawMetadata }) => rawMetadata),
        events.map(({ recordedAt }) => recordedAt.toISOString()),
      ],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
