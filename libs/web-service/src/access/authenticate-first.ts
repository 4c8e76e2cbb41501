import { InvalidToken, type TokenVerifier } from '@ctg/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { assertAllowed } from './allow-roles.js';
import { bearerOf } from './bearer.js';
import type { RequestBudgets } from './request-budgets.js';

/**
 * Who asks is known before anything of the body is read, and counts from then on as that person; until then their address
 * counts: a token that is none is no new budget.
 */
export function authenticateFirst(
  fastify: FastifyInstance,
  verifier: TokenVerifier,
  budgets: RequestBudgets,
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const { allowed } = request.routeOptions.config;
    // Whoever watches over the service must not be turned away.
    if (request.url.startsWith('/health/')) return;
    if (allowed === 'anybody' || request.is404) {
      await budgets.countAddress(request, reply);
      return;
    }
    request.actor = await verified(request, verifier, budgets);
    await budgets.countPerson(request, reply);
    assertAllowed(allowed, request.actor);
  });
}

async function verified(request: FastifyRequest, verifier: TokenVerifier, budgets: RequestBudgets) {
  try {
    const bearer = bearerOf(request.headers.authorization);
    const known = verifier.known?.(bearer);
    if (known) return known;
    // A signature costs: an address that has shown too many bad ones waits.
    await budgets.assertAddress(request);
    return await verifier.verify(bearer);
  } catch (error) {
    if (error instanceof InvalidToken) await budgets.countAddress(request);
    throw error;
  }
}
