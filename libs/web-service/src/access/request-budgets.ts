import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CountedRequests } from './counted-requests.js';
import { personOf } from './seats.js';

/** More requests within the minute than the person, or the address, may make. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly statusCode = 429;
  constructor(
    /** Seconds until there are some again. */
    readonly retryAfter: number,
  ) {
    super(`too many requests, again in ${retryAfter} s`);
  }
}

/** How many requests a minute: of a verified person within their Caf, and of an address while the person is not known. */
export interface RequestBudgets {
  /** @throws TooManyRequests */
  countPerson(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** @throws TooManyRequests */
  countAddress(request: FastifyRequest, reply?: FastifyReply): Promise<void>;
  /** Without counting. @throws TooManyRequests */
  assertAddress(request: FastifyRequest): Promise<void>;
}

const timeWindow = 60_000;

/** Makes them; addresses of IPv6 count by their /64, which is what one subscriber has. */
export async function requestBudgets(fastify: FastifyInstance, max: number): Promise<RequestBudgets> {
  await fastify.register(rateLimit, { global: false, max, timeWindow, store: CountedRequests });
  const persons = fastify.createRateLimit({
    timeWindow,
    keyGenerator: ({ actor }) => (actor ? personOf(actor) : ''),
  });
  const addresses = fastify.createRateLimit({ timeWindow });
  const count = async (limiter: typeof persons, request: FastifyRequest, reply?: FastifyReply) => {
    const found = await limiter(request);
    if (found.isAllowed) return;
    void reply?.headers({
      'x-ratelimit-limit': found.max,
      'x-ratelimit-remaining': found.remaining,
      'x-ratelimit-reset': found.ttlInSeconds,
    });
    if (found.isExceeded) throw new TooManyRequests(Math.max(1, found.ttlInSeconds));
  };
  return {
    countPerson: (request, reply) => count(persons, request, reply),
    countAddress: (request, reply) => count(addresses, request, reply),
    async assertAddress(request) {
      const found = await addresses(request, { increment: false });
      if (!found.isAllowed && found.remaining === 0)
        throw new TooManyRequests(Math.max(1, found.ttlInSeconds));
    },
  };
}
