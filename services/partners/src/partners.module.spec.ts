import { CommandExecutor, type CommandOutcome } from '@ctg/decider';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import { commandClass, EXECUTOR, PlatformModule, type ServiceParts } from '@ctg/web-service';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { partnersService } from './index.js';
import { registerOrganisation } from './organisation/register-organisation.js';
import { PartnersModule } from './partners.module.js';

const request = {
  params: { organisation: 'W591000001' },
  body: { kind: 'association', name: 'Association' },
  actor: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  cafId: 'caf-59',
  correlationId: 'test',
} as const;
const counted: unknown[] = [];
/** What this test does not come near is left empty. */
const parts = {
  metrics: { commands: { inc: (labels: unknown) => counted.push(labels) } },
  health: {},
} as unknown as ServiceParts;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

test('Nest’s own testing module builds the service, replaces a provider of it, and names each command', async () => {
  const store = await openPostgresEventStore({ connectionString: database.url });
  const executor = new CommandExecutor({ store, readModel: () => ({ query: async () => [] }) } as never);
  const module = await Test.createTestingModule({ imports: [PlatformModule.forRoot(parts), PartnersModule] })
    .overrideProvider(EXECUTOR)
    .useValue(executor)
    .compile();
  await module.init();
  try {
    const bus = module.get(CommandBus);
    const seen: string[] = [];
    bus.subscribe((command: ICommand) => seen.push(command.constructor.name));
    const RegisterOrganisation = commandClass(registerOrganisation);
    const outcome: CommandOutcome = await bus.execute(new RegisterOrganisation(request));
    expect(outcome).toMatchObject({ stream: 'partners.organisation-caf-59_W591000001', revision: 0 });
    expect(seen).toEqual(['RegisterOrganisation']);
    expect(counted).toEqual([{ command: 'partners.register-organisation', outcome: 'accepted' }]);
  } finally {
    await module.close();
    await store.close();
  }
});

test('what is gathered from the modules names each command once', () => {
  const names = partnersService.commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('partners.sign');
});
