import type { Actor, Role } from '@ctg/access';
import { forbidden } from '@ctg/decider';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

/** Who may use a route. */
export type Allowed = readonly Role[] | 'everyone-known' | 'anybody';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use this route; left out: nobody. */
    allowed?: Allowed;
  }
  interface FastifyRequest {
    /** Set before the body is read, where the route is not open to anybody. */
    actor?: Actor;
  }
}

/**
 * Says who may use a route (a method of a controller); a route that says nothing is closed to everybody. Fastify knows it
 * too, so that a token is looked at before the body is read.
 */
export const AllowRoles = (allowed: Allowed): MethodDecorator =>
  applyDecorators(SetMetadata('allowed', allowed), RouteConfig({ allowed }));

/** @throws Rejection 403 when the person's role is not among those of the route */
export function assertAllowed(allowed: Allowed | undefined, actor: Actor): void {
  if (allowed === 'anybody' || allowed === 'everyone-known') return;
  if (allowed?.includes(actor.role)) return;
  throw forbidden({
    code: 'role-not-allowed',
    title: 'Votre rôle ne permet pas cette action.',
    expected: allowed?.join(', ') ?? 'aucun rôle',
    found: actor.role,
  });
}
