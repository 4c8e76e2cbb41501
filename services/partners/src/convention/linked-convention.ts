import { notKnownYet, type ReadModelAccess } from '@ctg/decider';

/**
 * A convention that is linked to must be one of the same Caf; another Caf's does not exist here.
 * @throws Rejection 409 `not-known-yet`: it may have been opened a moment ago
 */
export async function assertOwnConvention(
  readModel: ReadModelAccess,
  conventionId: string,
  cafId: string | undefined,
): Promise<void> {
  const found = await readModel.query(
    'SELECT 1 FROM known_convention WHERE convention_id = $1 AND caf_id = $2',
    [conventionId, cafId],
  );
  if (found.length === 0) throw notKnownYet('Convention liée', conventionId);
}
