/**
 * Appends several groups of events, each group to one stream, in one statement. The caller puts a stream and an event id
 * into one call at most once. `groups` has one number per event: which group it belongs to, ascending from 1.
 *
 * One lock for all writers, taken first: every statement after it sees what earlier holders committed (READ COMMITTED
 * takes a new snapshot per statement), and it is released only once the commit is visible. So positions are dense and
 * in commit order, and no reader ever finds an event behind its position.
 *
 * Revisions are checked before positions are taken: a group that fails leaves no hole. Expected revisions: n >= 0 exact,
 * -1 no stream, -2 any, -3 stream exists. Outcomes: 'appended', 'duplicate' (the same events again: their original
 * place), 'conflict' (revision = the actual one, -1 for no stream), 'reused' (an id belongs to another event).
 *
 * Sequential scans are switched off because the plan is kept: one made while the table was small must serve when it is
 * large.
 */
export const append = (schema: string) => `
CREATE FUNCTION ${schema}.append(
  streams text[], subjects text[], expected bigint[], sizes int[],
  groups int[], ids uuid[], types text[], datas text[], metadatas text[]
) RETURNS TABLE (append_index int, outcome text, last_revision bigint, last_position bigint, taken_id uuid)
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  head bigint;
  head_at timestamptz;
  has_known boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('${schema}.append', 0));
  SELECT e.position, e.recorded_at INTO head, head_at FROM ${schema}.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  head_at := greatest(clock_timestamp(), head_at);
  has_known := EXISTS (SELECT 1 FROM ${schema}.events e WHERE e.event_id = ANY (ids));

  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.i::int AS i, a.stream, a.subject, a.expected, a.size,
           coalesce((SELECT e.revision FROM ${schema}.events e WHERE e.stream = a.stream COLLATE "C"
                     ORDER BY e.revision DESC LIMIT 1), -1) AS actual
    FROM unnest(streams, subjects, expected, sizes) WITH ORDINALITY AS a(stream, subject, expected, size, i)
  ), given AS MATERIALIZED (
    SELECT g.*, row_number() OVER (PARTITION BY g.i ORDER BY g.ord) AS k
    FROM unnest(groups, ids, types, datas, metadatas) WITH ORDINALITY AS g(i, id, type, data, metadata, ord)
  ), known AS MATERIALIZED (
    SELECT g.i, count(*) AS found,
           bool_and(e.stream = a.stream COLLATE "C" AND e.type = g.type COLLATE "C"
                    AND e.data = g.data AND e.metadata = g.metadata) AS same,
           max(e.revision - g.k) = min(e.revision - g.k) AS in_order,
           max(e.revision) AS revision, max(e.position) AS position, min(e.event_id::text)::uuid AS event_id
    FROM given g
    CROSS JOIN LATERAL (SELECT e.* FROM ${schema}.events e WHERE e.event_id = g.id LIMIT 1) e
    JOIN asked a ON a.i = g.i
    WHERE has_known
    GROUP BY g.i
  ), judged AS MATERIALIZED (
    SELECT a.*, k.revision AS known_revision, k.position AS known_position, k.event_id AS known_id,
      CASE
        WHEN k.found = a.size AND k.same AND k.in_order THEN 'duplicate'
        WHEN k.found > 0 THEN 'reused'
        WHEN a.expected = -2 OR a.expected = a.actual OR (a.expected = -3 AND a.actual >= 0) THEN 'appended'
        ELSE 'conflict'
      END AS outcome
    FROM asked a LEFT JOIN known k ON k.i = a.i
  ), placed AS MATERIALIZED (
    SELECT j.*, head + coalesce(sum(CASE WHEN j.outcome = 'appended' THEN j.size ELSE 0 END)
      OVER (ORDER BY j.i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::bigint AS base
    FROM judged j
  ), written AS (
    INSERT INTO ${schema}.events (position, stream, revision, event_id, type, subject, data, metadata, recorded_at)
    SELECT p.base + g.k, p.stream, p.actual + g.k, g.id, g.type, p.subject, g.data, g.metadata, head_at
    FROM given g JOIN placed p ON p.i = g.i
    WHERE p.outcome = 'appended'
    ORDER BY g.ord
  )
  SELECT p.i, p.outcome,
         CASE p.outcome WHEN 'appended' THEN p.actual + p.size WHEN 'duplicate' THEN p.known_revision ELSE p.actual END,
         CASE p.outcome WHEN 'appended' THEN p.base + p.size WHEN 'duplicate' THEN p.known_position END,
         p.known_id
  FROM placed p ORDER BY p.i;
END $$;
`;
