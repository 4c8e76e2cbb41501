import { Get, Inject, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { AuthenticatedRequest } from '../access/access-guard.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import type { AnyQuery } from '../service-definition.js';
import { route, serviceOf } from './command-route.js';
import { ReadYourWrites } from './read-your-writes.js';
import { afterPosition, routeParams, shaped } from './request-parts.js';
import { queryClass, readsOf } from './run-query.js';

/** The NestJS controller of one query. */
export function queryRoute(definition: AnyQuery): Type<unknown> {
  const Message = queryClass(definition);
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
      return this.readYourWrites.asBuilt(waitedFor, () =>
        this.bus.execute(new Message({ query, params, actor: request.actor })),
      );
    }
  }
  route(QueryRoute, serviceOf(definition), Get(definition.route), definition);
  return QueryRoute;
}
