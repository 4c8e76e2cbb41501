/**
 * The events, in the one order of the store. `data` and `metadata` are the accepted bytes, as text: jsonb would rewrite
 * numbers and key order. `position` is dense and in commit order because it is assigned under the append lock.
 */
export const events = (schema: string) => `
CREATE TABLE ${schema}.events (
  position    bigint      NOT NULL PRIMARY KEY,
  stream      text        COLLATE "C" NOT NULL,
  revision    bigint      NOT NULL,
  event_id    uuid        NOT NULL UNIQUE,
  type        text        COLLATE "C" NOT NULL,
  subject     text        COLLATE "C" NOT NULL,
  data        text        NOT NULL,
  metadata    text        NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (stream, revision)
);
CREATE INDEX events_by_subject ON ${schema}.events (subject, position);
CREATE INDEX events_by_type ON ${schema}.events (type, position);
`;
