import type { Actor } from '@ctg/access';
import { type AnyCommand, type CommandOutcome, forbidden, isEarly, type RouteParams } from '@ctg/decider';
import { Controller, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { AuthenticatedRequest } from '../access/access-guard.js';
import { AllowRoles } from '../access/allow-roles.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import { knownConventionProjection } from '../known-conventions/known-convention.js';
import { classNameOf, named } from '../module/made-class.js';
import { ReadYourWrites } from './read-your-writes.js';
import {
  afterPosition,
  idempotencyKey,
  ifMatch,
  reason,
  recordedAt,
  refusesWarnings,
  routeParams,
  shaped,
} from './request-parts.js';
import { commandClass } from './run-command.js';

/** The NestJS controller of one command. */
export function commandRoute(definition: AnyCommand): Type<unknown> {
  const Message = commandClass(definition);
  class CommandRoute {
    constructor(
      @Inject(CommandBus) private readonly bus: CommandBus,
      @Inject(ConventionAdmission) private readonly conventions: ConventionAdmission,
      @Inject(ReadYourWrites) private readonly readYourWrites: ReadYourWrites,
    ) {}

    async handle(request: AuthenticatedRequest, reply: FastifyReply): Promise<CommandOutcome> {
      const params = routeParams(request.params);
      const body = shaped(definition.body, request.body === undefined ? {} : request.body);
      const { headers, actor } = request;
      const key = idempotencyKey(headers['idempotency-key']);
      const seen = ifMatch(headers['if-match']);
      const why = reason(headers['ctg-reason']);
      const when = recordedAt(headers['ctg-recorded-at']);
      await this.readYourWrites.comeToWhatFollows(afterPosition(headers['ctg-after-position']));
      const cafId = await this.#tenant(request, params);
      const outcome = await this.bus.execute(
        new Message({
          params,
          body,
          actor,
          cafId,
          correlationId: request.id,
          ...(key === undefined ? {} : { idempotencyKey: key }),
          ...(seen === undefined ? {} : { ifRevision: seen }),
          ...(why === undefined ? {} : { reason: why }),
          ...(when === undefined ? {} : { recordedAt: when }),
          ...(refusesWarnings(headers['ctg-warnings']) ? { refuseWarnings: true } : {}),
        }),
      );
      void reply.status(definition.creates ? 201 : 200).header('etag', `"${outcome.revision}"`);
      return outcome;
    }

    /** The convention's Caf where one is named, else the person's own. */
    async #tenant({ actor }: AuthenticatedRequest, { conventionId }: RouteParams): Promise<string> {
      if (conventionId !== undefined) return (await this.#admitted(actor, conventionId)).cafId;
      if (actor.cafId !== undefined) return actor.cafId;
      throw forbidden({
        code: 'no-tenant',
        title: 'Une identité rattachée à une Caf est nécessaire pour cette action.',
      });
    }

    /** What the gate has not learned yet is waited for, before it is called unknown. */
    async #admitted(actor: Actor, conventionId: string) {
      try {
        return await this.conventions.admit(actor, conventionId, 'command');
      } catch (error) {
        if (!isEarly(error)) throw error;
        await this.readYourWrites.comeToHead([knownConventionProjection.name]);
        return this.conventions.admit(actor, conventionId, 'command');
      }
    }
  }
  route(CommandRoute, serviceOf(definition), Post(definition.route), definition);
  return CommandRoute;
}

/** `partners.open-convention` is of the service `partners`. */
export const serviceOf = ({ name }: { readonly name: string }): string => name.slice(0, name.indexOf('.'));

/** Puts Nest's decorators on a generated controller: the same for commands and queries. */
export function route(
  controller: Type<{ handle(request: AuthenticatedRequest, reply: FastifyReply): Promise<unknown> }>,
  service: string,
  verb: MethodDecorator,
  definition: Pick<AnyCommand, 'name' | 'roles'>,
): void {
  const { prototype } = controller;
  const method = Object.getOwnPropertyDescriptor(prototype, 'handle') as PropertyDescriptor;
  named(`${classNameOf(definition.name)}Controller`, controller);
  Controller(`api/${service}`)(controller);
  verb(prototype, 'handle', method);
  AllowRoles(definition.roles)(prototype, 'handle', method);
  Req()(prototype, 'handle', 0);
  Res({ passthrough: true })(prototype, 'handle', 1);
}
