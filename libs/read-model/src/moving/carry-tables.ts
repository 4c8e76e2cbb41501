import { type Archive, NotTheSameStore } from '@ctg/event-store/moving';
import { type Carrying, carryCheckpoints, type Mark, rows } from '@ctg/feed';
import { DataSource } from 'typeorm';
import { buildAnewAtNextStart } from '../versions/build-anew.js';

export interface CarriedTables {
  /** Schemas in which somebody follows the store: one a service. */
  readonly schemas: number;
  /** Groups that go on where they were. */
  readonly carried: number;
  /** Groups that begin anew, because the new store is behind what they had handled. */
  readonly anew: number;
}

/**
 * Makes the tables of all services in a database those of another store with the same events: every group goes on after the
 * last event it handled, and projections, whose rows may hold positions, are rebuilt at the next start while the old ones
 * serve. All or nothing; a second time it changes nothing. The services must not run.
 * @throws NotTheSameStore the tables were folded from another store than `from` · StillFollowing
 */
export async function carryTables(url: string, from: Archive, to: Archive): Promise<CarriedTables> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    applicationName: 'ctg store',
  }).initialize();
  try {
    return await dataSource.transaction(async (transaction) => {
      const schemas = await rows<{ schema: string }>(
        transaction,
        `SELECT table_schema AS schema FROM information_schema.tables
         WHERE table_name = 'feed_checkpoint' ORDER BY table_schema`,
      );
      const sum = { schemas: schemas.length, carried: 0, anew: 0 };
      for (const { schema } of schemas) {
        await transaction.query(`SELECT set_config('search_path', $1, true)`, [`"${schema}"`]);
        const { carried, anew } = await carryCheckpoints(transaction, carrying(from, to));
        sum.carried += carried;
        sum.anew += anew;
        const [{ made }] = await transaction.query(
          `SELECT to_regclass('projection_version') IS NOT NULL AS made`,
        );
        if (made && carried + anew > 0) await buildAnewAtNextStart(transaction, schema);
      }
      return sum;
    });
  } finally {
    await dataSource.destroy();
  }
}

function carrying(from: Archive, to: Archive): Carrying {
  return async (marks) => {
    const [before, store] = await Promise.all([from.identity(), to.identity()]);
    const ofOthers = marks.find(
      (mark) => mark.store && mark.store.id !== before?.id && mark.store.id !== store?.id,
    );
    if (ofOthers)
      throw new NotTheSameStore(
        `Ces tables viennent d’un autre journal (${ofOthers.store?.id}) que ${from.name} (${before?.id ?? 'inconnu'}) : rien n’y a été changé.`,
      );
    const isDone = (mark: Mark) =>
      mark.store !== undefined && mark.store.id === store?.id && before?.id !== store?.id;
    const events = await from.at(marks.map((mark) => (isDone(mark) ? { position: 0n } : mark)));
    const carried: Mark[] = [];
    for (const [index, mark] of marks.entries()) {
      const event = events[index];
      const position = event && (await to.positionOf(event));
      if (isDone(mark)) carried.push(mark);
      else if (!event || position === undefined || !store) return undefined;
      else carried.push({ position, eventId: event.id, store });
    }
    return carried;
  };
}
