/**
 * Whoever may append may do nothing else: the function writes with the rights of the owner of the tables, finds nothing by
 * the search path of its caller, and is nobody's until it is granted.
 */
export const definer = (schema: string) => `
ALTER FUNCTION ${schema}.append(text[], text[], bigint[], int[], int[], uuid[], text[], text[], text[])
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${schema} FROM PUBLIC;
`;
