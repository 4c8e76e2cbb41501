/**
 * The way of nearly every append: it is told which revision each event is to have, and writes all of them, or nothing. Answers the last
 * position before them.
 *
 * Same lock, same order, same dense positions as `append`. A revision must follow the one before it, in the table or in the
 * same call; that it is free, and the id new, the unique indexes say. Whatever is not so fails the call (`CT001`, or a unique
 * violation), and the caller asks `append`, which judges each group: what happens seldom costs twice, what happens always costs
 * hardly more than the INSERT.
 */
export const appendNext = (schema: string) => `
CREATE FUNCTION ${schema}.append_next(
  streams text[], subjects text[], revisions bigint[], ids uuid[], types text[], datas text[], metadatas text[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  head bigint;
  head_at timestamptz;
  added bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('${schema}.append', 0));
  SELECT e.position, e.recorded_at INTO head, head_at FROM ${schema}.events e ORDER BY e.position DESC LIMIT 1;
  head := coalesce(head, 0);
  head_at := greatest(clock_timestamp(), head_at);
  INSERT INTO ${schema}.events (position, stream, revision, event_id, type, subject, data, metadata, recorded_at)
  SELECT head + g.ord, g.stream, g.revision, g.id, g.type, g.subject, g.data, g.metadata, head_at
  FROM (
    SELECT u.*, lag(u.stream) OVER () AS stream_before, lag(u.revision) OVER () AS revision_before
    FROM unnest(streams, subjects, revisions, ids, types, datas, metadatas)
      WITH ORDINALITY AS u(stream, subject, revision, id, type, data, metadata, ord)
  ) g
  WHERE g.revision = 0
    OR (g.stream_before = g.stream COLLATE "C" AND g.revision_before = g.revision - 1)
    OR EXISTS (SELECT 1 FROM ${schema}.events e
               WHERE e.stream = g.stream COLLATE "C" AND e.revision = g.revision - 1);
  GET DIAGNOSTICS added = ROW_COUNT;
  IF added <> cardinality(ids) THEN
    RAISE EXCEPTION 'not every event follows the one before it' USING ERRCODE = 'CT001';
  END IF;
  RETURN head;
END $$;
REVOKE ALL ON FUNCTION ${schema}.append_next(text[], text[], bigint[], uuid[], text[], text[], text[]) FROM PUBLIC;
`;
