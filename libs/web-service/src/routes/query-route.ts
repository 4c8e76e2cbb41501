import type { RunningProjections } from '@ctg/read-model';
import { Get, Inject, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { AuthenticatedRequest } from '../access/access-guard.js';
import { NotThereYet } from '../http/not-there-yet.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import { knownConventionProjection } from '../known-conventions/known-convention.js';
import type { AnyQuery } from '../service-definition.js';
import { route } from './command-route.js';
import { afterPosition, routeParams, shaped } from './request-parts.js';
import { RunQuery } from './run-query.js';

/** Names of what a question is answered from, and of what says who may ask it; undefined: everything. */
const readsOf = ({ reads, route: path }: AnyQuery): readonly string[] | undefined =>
  reads && [
    ...reads.map(({ name }) => name),
    ...(path.includes(':conventionId') ? [knownConventionProjection.name] : []),
  ];

export const PROJECTIONS = Symbol('running projections');

const longestWait = 5_000;

/** The NestJS controller of one query. */
export function queryRoute(service: string, definition: AnyQuery): Type<unknown> {
  const waitedFor = readsOf(definition);
  class QueryRoute {
    constructor(
      @Inject(QueryBus) private readonly bus: QueryBus,
      @Inject(ConventionAdmission) private readonly conventions: ConventionAdmission,
      @Inject(PROJECTIONS) private readonly projections: RunningProjections,
    ) {}

    async handle(request: AuthenticatedRequest): Promise<unknown> {
      const params = routeParams(request.params);
      const query = shaped(definition.query, request.query ?? {});
      await this.#comeTo(afterPosition(request.headers['ctg-after-position']));
      if (params.conventionId !== undefined)
        await this.conventions.admit(request.actor, params.conventionId, 'query');
      return this.bus.execute(new RunQuery(definition, { query, params, actor: request.actor }));
    }

    /** Read-your-writes: the answer shows what the caller was told has happened. */
    async #comeTo(position: string | undefined): Promise<void> {
      if (position === undefined || (await this.projections.waitFor(position, longestWait, waitedFor)))
        return;
      throw new NotThereYet(position);
    }
  }
  route(QueryRoute, service, Get(definition.route), definition);
  return QueryRoute;
}
