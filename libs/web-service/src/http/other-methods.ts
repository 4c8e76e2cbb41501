import type { FastifyInstance, HTTPMethods } from 'fastify';
import { problemOfStatus } from './http-problem.js';
import type { Problem } from './problem.js';
import { sendProblem } from './problem-filter.js';

const refusable: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'];

/**
 * Answers 405, with the methods that are allowed, where an address exists but not with this method; OPTIONS is answered with
 * them. Open to anybody: the documentation says the same.
 */
export function refuseOtherMethods(
  fastify: FastifyInstance,
  routes: readonly { readonly method: 'GET' | 'POST'; readonly url: string }[],
): void {
  const allowedAt = new Map<string, { url: string; methods: Set<HTTPMethods> }>();
  for (const { method, url } of routes) {
    // One address, whatever its parameters are called by those who use it.
    const address = url.replaceAll(/:\w+/g, ':');
    const known = allowedAt.get(address) ?? { url, methods: new Set<HTTPMethods>() };
    known.methods.add(method);
    // Fastify answers HEAD wherever it answers GET.
    if (method === 'GET') known.methods.add('HEAD');
    allowedAt.set(address, known);
  }
  for (const { url, methods } of allowedAt.values()) {
    const allow = [...methods, 'OPTIONS'].join(', ');
    const problem = { ...(problemOfStatus(405) as Problem), expected: allow };
    fastify.route({
      method: refusable.filter((method) => !methods.has(method)),
      url,
      exposeHeadRoute: false,
      config: { allowed: 'anybody' },
      // Before the body is read: it does not matter any more.
      onRequest: (request, reply) => {
        void reply.header('allow', allow);
        sendProblem(reply, request.id, { ...problem, found: request.method });
      },
      handler: () => {},
    });
    fastify.options(url, { config: { allowed: 'anybody' } }, (_request, reply) =>
      reply.status(204).header('allow', allow).send(),
    );
  }
}
