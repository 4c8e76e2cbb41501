import type { EventStore } from '@ctg/event-store';
import { allServices } from '@ctg/local';
import pg from 'pg';

/**
 * Waits until every subscription of every service, and the relay, has come to the end of the store and stays there;
 * answers where that is. Asked of the checkpoints themselves, because services may be starting.
 * @throws Error when it takes longer than so many milliseconds
 */
export async function untilCaughtUp(
  databaseUrl: string,
  store: EventStore,
  milliseconds: number,
): Promise<bigint> {
  const deadline = performance.now() + milliseconds;
  let behind = 'nothing was asked yet';
  while (performance.now() < deadline) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      const [first, second] = [await look(client, store), await later(() => look(client, store))];
      if (first.behind === '' && second.behind === '' && first.head === second.head) return second.head;
      behind = second.behind;
    } catch (error) {
      behind = String(error);
    } finally {
      await client.end().catch(() => {});
    }
    await later(async () => {});
  }
  throw new Error(`Not caught up within ${milliseconds / 1_000} s: ${behind}`);
}

async function look(client: pg.Client, store: EventStore): Promise<{ head: bigint; behind: string }> {
  const head = await store.head();
  const behind: string[] = [];
  for (const { name } of allServices) {
    const schema = name.replaceAll('-', '_');
    const { rows } = await client.query(
      `SELECT consumer_group, position FROM ${schema}.feed_checkpoint WHERE lane = 'store'`,
    );
    if (rows.length === 0) behind.push(`${name} has not started`);
    for (const { consumer_group, position } of rows)
      if (BigInt(position) < head) behind.push(`${name} ${consumer_group}: ${position} of ${head}`);
  }
  return { head, behind: behind.join(', ') };
}

const later = async <T>(work: () => Promise<T>): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 500));
  return work();
};
