/** The ways in, with their parameters. */
const appendFunctions = (schema: string): string =>
  `${schema}.append(text[], text[], bigint[], int[], int[], uuid[], text[], text[], text[]),
   ${schema}.append_next(text[], text[], bigint[], uuid[], text[], text[], text[])`;

/**
 * What a role that uses the store may do: read all of it (every service follows the log, and folds what is behind from it), and
 * append by the functions. No table is written directly, no trigger is touched, no epoch is begun.
 * @param user a quoted identifier
 */
export const rightsOfUser = (schema: string, user: string): string => `
REVOKE ALL ON SCHEMA ${schema} FROM ${user};
REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${user};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM ${user};
GRANT USAGE ON SCHEMA ${schema} TO ${user};
GRANT SELECT ON ${schema}.events, ${schema}.identity, ${schema}.migrations TO ${user};
GRANT EXECUTE ON FUNCTION ${appendFunctions(schema)} TO ${user};
`;

/**
 * Everything of the store belongs to a role under which nobody logs in: what the append function may, it may as this one. What
 * is its already is not touched: a change of owner locks a table, and others may be at work.
 * @param owner the name itself, as `schema`
 */
export const belongsTo = (schema: string, owner: string): string => `
DO $$
DECLARE
  owner regrole := quote_ident('${owner.replaceAll("'", "''")}')::regrole;
  one record;
BEGIN
  IF (SELECT nspowner <> owner FROM pg_namespace WHERE nspname = '${schema}') THEN
    EXECUTE format('ALTER SCHEMA %I OWNER TO %s', '${schema}', owner);
  END IF;
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind = 'r' AND c.relowner <> owner
  LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO %s', one.name, owner);
  END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = '${schema}'::regnamespace AND p.proowner <> owner
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %s', one.name, owner);
  END LOOP;
END $$;
`;
