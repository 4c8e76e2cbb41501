import type { FastifyInstance } from 'fastify';

/** More requests are in hand than the service can answer in time. */
class Overloaded extends Error {
  override readonly name = 'Overloaded';
  readonly statusCode = 503;
}

/**
 * Refuses at once what would only wait: beyond `most` requests in hand a caller is told to come back. The health checks
 * always pass, or a busy service would be taken for a dead one.
 */
export function boundRequestsInHand(fastify: FastifyInstance, most: number): void {
  let inHand = 0;
  fastify.addHook('onRequest', async ({ url }, { raw }) => {
    if (inHand >= most && !url.startsWith('/health/')) throw new Overloaded();
    inHand++;
    raw.once('close', () => {
      inHand--;
    });
  });
}
