import { escapeIdentifier as quoted } from 'pg';

/**
 * The function by which a program makes the schemas of its versions (`partners__conventions_v2`): those that begin with its own
 * name, and no other. The right to make any schema would let it take the name of somebody else's before they do.
 */
export const makeSchemaFunction = (owner: string): string => `
CREATE SCHEMA IF NOT EXISTS platform;
GRANT USAGE ON SCHEMA platform TO PUBLIC;
GRANT CREATE ON SCHEMA platform TO ${quoted(owner)};
CREATE OR REPLACE FUNCTION platform.make_schema(name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own text := substr(session_user, length(current_database()) + 2);
BEGIN
  IF session_user <> current_database() || '_' || own OR name <> own AND NOT starts_with(name, own || '__') THEN
    RAISE EXCEPTION '% may not make the schema %', session_user, name USING ERRCODE = 'insufficient_privilege';
  END IF;
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', name, session_user);
END $$;
REVOKE ALL ON FUNCTION platform.make_schema(text) FROM PUBLIC;
ALTER FUNCTION platform.make_schema(text) OWNER TO ${quoted(owner)};
`;

/** Hands everything in a program's schemas over to its role, whoever made it. */
export const handOver = `
DO $$
DECLARE
  own text := current_setting('ctg.schema');
  role text := current_setting('ctg.role');
  one record;
BEGIN
  FOR one IN
    SELECT nspname FROM pg_namespace
    WHERE (nspname = own OR starts_with(nspname, own || '__')) AND nspowner <> quote_ident(role)::regrole
  LOOP
    EXECUTE format('ALTER SCHEMA %I OWNER TO %I', one.nspname, role);
  END LOOP;
  FOR one IN
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (n.nspname = own OR starts_with(n.nspname, own || '__')) AND c.relowner <> quote_ident(role)::regrole
      AND c.relkind IN ('r', 'p', 'v', 'm')
  LOOP
    EXECUTE format('ALTER TABLE %I.%I OWNER TO %I', one.nspname, one.relname, role);
  END LOOP;
END $$`;
