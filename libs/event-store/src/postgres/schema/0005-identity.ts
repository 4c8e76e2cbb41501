/**
 * Which store this is: made once, and restored with it. Whoever restores a store behind its readers begins a new epoch
 * (`SELECT event_store.begin_epoch()`): checkpoints and cursors of the one before are then refused.
 */
export const identity = (schema: string) => `
CREATE TABLE ${schema}.identity (
  is_only boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (is_only),
  id      uuid    NOT NULL DEFAULT gen_random_uuid(),
  epoch   integer NOT NULL DEFAULT 1
);
INSERT INTO ${schema}.identity DEFAULT VALUES;
CREATE FUNCTION ${schema}.begin_epoch() RETURNS integer LANGUAGE sql AS $$
  UPDATE ${schema}.identity SET epoch = epoch + 1 RETURNING epoch
$$;
`;
