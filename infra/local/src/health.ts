import type { HostedService } from './hosted-service.js';
import type { Mounted } from './origin.js';

/** `/health/live`: this process answers. `/health/ready`: every service is ready; says which is not. */
export function health(services: readonly HostedService[]): readonly Mounted[] {
  const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return [
    {
      path: '/health/live',
      handle: (_request, response) => response.writeHead(200, json).end(JSON.stringify({ status: 'ok' })),
    },
    {
      path: '/health/ready',
      async handle(_request, response) {
        const answers = await Promise.all(
          services.map(async (service) => [service.name, await asked(service)] as const),
        );
        const ready = answers.every(([, answer]) => answer.ready);
        const body = { status: ready ? 'ok' : 'error', services: Object.fromEntries(answers) };
        response.writeHead(ready ? 200 : 503, json).end(JSON.stringify(body));
      },
    },
  ];
}

async function asked(service: HostedService) {
  try {
    return await service.readiness();
  } catch (error) {
    return { ready: false, details: (error as Error).message };
  }
}
