import { type Actor, InvalidToken, type Role, type TokenVerifier } from '@ctg/access';
import { forbidden } from '@ctg/decider';
import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

export const VERIFIER = Symbol('token verifier');

/** A request whose bearer is known. */
export type AuthenticatedRequest = FastifyRequest & { actor: Actor };

/** Says who may use a route; a route that says nothing is closed to everybody. */
export const AllowRoles = (roles: readonly Role[] | 'everyone-known' | 'anybody') =>
  SetMetadata('allowed', roles);

/** Every route needs a bearer token and a rule. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(VERIFIER) private readonly verifier: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | string | undefined>(
      'allowed',
      targets,
    );
    if (allowed === 'anybody') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!bearer) throw new InvalidToken('Aucun jeton dans l’en-tête Authorization.');
    request.actor = await this.verifier.verify(bearer);
    if (allowed === 'everyone-known') return true;
    if (Array.isArray(allowed) && allowed.includes(request.actor.role)) return true;
    throw forbidden({
      code: 'role-not-allowed',
      title: 'Votre rôle ne permet pas cette action.',
      expected: Array.isArray(allowed) ? allowed.join(', ') : 'aucun rôle',
      found: request.actor.role,
    });
  }
}
