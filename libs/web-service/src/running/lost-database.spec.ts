import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import pg from 'pg';
import { ServiceBehindGateway } from './service-behind-gateway-testing.js';

let database: TestDatabase;
let service: ServiceBehindGateway;
let direct: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  service = await ServiceBehindGateway.on(database.url);
  direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
});
afterAll(async () => {
  await service?.close();
  await direct?.end();
  await database?.drop();
});

test.each<[string, () => Promise<unknown>]>([
  ['was cut off', async () => service.gateway.cut()],
  ['swallowed everything without closing', () => service.silence()],
  [
    'did so three times in a row',
    async () => {
      for (let times = 0; times < 3; times++) await service.silence();
    },
  ],
  [
    'was restarted',
    () =>
      direct.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
  ],
])(
  'a service whose database %s is well again without a restart',
  async (_what, lose) => {
    await service.wellAgain();
    await lose();
    service.gateway.open();
    await service.wellAgain();
  },
  120_000,
);
