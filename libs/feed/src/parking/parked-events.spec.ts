import { testDatabase } from '@ctg/local-postgres';
import { DataSource } from 'typeorm';
import { ensureFeedTables } from '../tables/feed-tables.js';
import { listParked, park } from './parked-events.js';

test('large events are read a few at a time, each once and in order', async () => {
  const database = await testDatabase();
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  try {
    const { manager } = dataSource;
    await ensureFeedTables(dataSource);
    const large = (id: string, bytes: number) => ({
      incoming: { event: { id }, key: 'k', position: 7n, raw: () => id.padEnd(bytes) } as never,
      reason: 'faulty',
      attempts: 1,
      waiting: false,
    });
    const sizes = [400_000, 400_000, 400_000, 1_500_000, 10, 10];
    await park(
      manager,
      'demo:effects',
      sizes.map((bytes, n) => large(`e-${n}`, bytes)),
    );
    const read = (raw: string) => ({ event: { id: raw.trim() } }) as never;
    const pages: string[][] = [];
    for (let after = '0'; ; ) {
      const page = await listParked(manager, 'demo:effects', read, { after, limit: 5 });
      if (page.length === 0) break;
      pages.push(page.map(({ eventId }) => eventId));
      after = page.at(-1)?.sequence ?? '';
    }
    expect(pages).toEqual([['e-0', 'e-1', 'e-2'], ['e-3'], ['e-4', 'e-5']]);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
