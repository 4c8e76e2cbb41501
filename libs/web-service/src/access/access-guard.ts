import { type Actor, InvalidToken } from '@ctg/access';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Allowed, assertAllowed } from './allow-roles.js';

/** A request whose bearer is known. */
export type AuthenticatedRequest = FastifyRequest & { readonly actor: Actor };

/**
 * Every route needs a known person and a rule. `authenticateFirst` has asked before the body was read; this second look, in
 * Nest's own place for it, keeps closed whatever would come to a handler by another way.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const allowed = this.reflector.get<Allowed | undefined>('allowed', context.getHandler());
    if (allowed === 'anybody') return true;
    const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!actor) throw new InvalidToken('Aucun jeton dans l’en-tête Authorization.');
    assertAllowed(allowed, actor);
    return true;
  }
}
