import { ServerWithStandby } from '@ctg/local-postgres';
import { ServiceBehindGateway } from './service-behind-gateway-testing.js';

let servers: ServerWithStandby;
let service: ServiceBehindGateway;
beforeAll(async () => {
  servers = await ServerWithStandby.start('notes');
  service = await ServiceBehindGateway.on(servers.url);
}, 120_000);
afterAll(async () => {
  await service?.close();
  await servers?.stop();
});

test('a service whose database failed over to its standby is well again without a restart, and has all that was acknowledged', async () => {
  const acknowledged: { id: string; position: string; text: string }[] = [];
  const note = async (text: string) => {
    const answer = await service.write(text);
    expect(answer.status).toBe(201);
    const { id, position } = (await answer.json()) as { id: string; position: string };
    acknowledged.push({ id, position, text });
  };
  for (let each = 0; each < 20; each++) await note(`avant ${each}`);
  await service.silence(async () => {
    await servers.failOver();
    service.gateway.leadTo('127.0.0.1', servers.standby.port);
  });
  await service.wellAgain();
  await note('après');
  for (const { id, position, text } of acknowledged)
    expect(await service.readBack(id, position)).toEqual({ text });
}, 120_000);
