import { convention, frameOf } from '@ctg/convention';
import type { ConventionFrame, ExecutorOptions } from '@ctg/decider';
import type { TablesFor } from '../access/tables-for.js';

/**
 * What a convention says that acts are held against.
 * @param learned the tables of a service that learns of conventions; the one that owns them asks its own streams
 */
export const frameFrom =
  (learned: TablesFor | undefined): NonNullable<ExecutorOptions['frame']> =>
  async ({ conventionId = '', cafId = '' }, streams) => {
    if (!learned) {
      const facts = await streams.state(convention, conventionId);
      return facts && frameOf(facts);
    }
    const [row] = await learned
      .tenant(cafId)
      .query<{ frame: ConventionFrame | null }>(
        'SELECT frame FROM known_convention WHERE convention_id = $1',
        [conventionId],
      );
    return row?.frame ?? undefined;
  };
