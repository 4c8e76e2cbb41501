import { Get, Inject, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { AuthenticatedRequest } from '../access/access-guard.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import type { AnyQuery } from '../service-definition.js';
import { route } from './command-route.js';
import { ReadYourWrites } from './read-your-writes.js';
import { afterPosition, routeParams, shaped } from './request-parts.js';
import { RunQuery, readsOf } from './run-query.js';

/** The NestJS controller of one query. */
export function queryRoute(service: string, definition: AnyQuery): Type<unknown> {
  const waitedFor = readsOf(definition).map(({ name }) => name);
  class QueryRoute {
    constructor(
      @Inject(QueryBus) private readonly bus: QueryBus,
      @Inject(ConventionAdmission) private readonly conventions: ConventionAdmission,
      @Inject(ReadYourWrites) private readonly readYourWrites: ReadYourWrites,
    ) {}

    async handle(request: AuthenticatedRequest): Promise<unknown> {
      const params = routeParams(request.params);
      const query = shaped(definition.query, request.query ?? {});
      await this.readYourWrites.comeTo(afterPosition(request.headers['ctg-after-position']), waitedFor);
      if (params.conventionId !== undefined)
        await this.conventions.admit(request.actor, params.conventionId, 'query');
      return this.bus.execute(new RunQuery(definition, { query, params, actor: request.actor }));
    }
  }
  route(QueryRoute, service, Get(definition.route), definition);
  return QueryRoute;
}
