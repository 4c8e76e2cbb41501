import type { TokenVerifier } from '@ctg/access';
import type { CommandExecutor } from '@ctg/decider';
import type { RunningProjections } from '@ctg/read-model';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger } from 'pino';
import { AccessGuard } from '../access/access-guard.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import type { OperationSurroundings } from '../operations/operation.js';
import { OPERATION_SURROUNDINGS, operationRoute } from '../operations/operation-route.js';
import { operationsOf } from '../operations/operations-of.js';
import { catalogueRoute } from '../routes/catalogue-route.js';
import { commandRoute } from '../routes/command-route.js';
import { queryRoute } from '../routes/query-route.js';
import { ReadYourWrites } from '../routes/read-your-writes.js';
import { COMMAND_COUNTER, EXECUTOR, RunCommandHandler } from '../routes/run-command.js';
import { READ_MODEL, RunQueryHandler } from '../routes/run-query.js';
import type { ServiceDefinition } from '../service-definition.js';
import { FloodLog } from './flood-log.js';
import { HEALTH_SOURCES, HealthController, type HealthSources } from './health.js';
import { LOGGER } from './logger.js';
import { MetricsController, ServiceMetrics } from './metrics.js';

/** What a service runs with, already opened. */
export interface ServiceParts {
  readonly logger: Logger;
  readonly flood: FloodLog;
  readonly verifier: TokenVerifier;
  readonly executor: CommandExecutor;
  readonly admission: ConventionAdmission;
  readonly projections: RunningProjections;
  readonly readYourWrites: ReadYourWrites;
  readonly health: HealthSources;
  readonly metrics: ServiceMetrics;
  readonly surroundings: OperationSurroundings;
}

@Module({})
class ServiceModule {}

/** The NestJS module of one service. */
export const serviceModule = (definition: ServiceDefinition, parts: ServiceParts): DynamicModule => ({
  module: ServiceModule,
  imports: [CqrsModule.forRoot(), TerminusModule.forRoot({ logger: false })],
  controllers: [
    ...definition.commands.map((command) => commandRoute(definition.name, command)),
    ...definition.queries.map((query) => queryRoute(definition.name, query)),
    ...operationsOf(definition).map((operation) => operationRoute(definition.name, operation)),
    ...(definition.controllers?.({ ...parts, ...parts.health }) ?? []),
    catalogueRoute(definition),
    HealthController,
    MetricsController,
  ],
  providers: [
    RunCommandHandler,
    RunQueryHandler,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: LOGGER, useValue: parts.logger },
    { provide: FloodLog, useValue: parts.flood },
    { provide: EXECUTOR, useValue: parts.executor },
    { provide: ConventionAdmission, useValue: parts.admission },
    { provide: ReadYourWrites, useValue: parts.readYourWrites },
    { provide: READ_MODEL, useValue: parts.health.readModel },
    { provide: OPERATION_SURROUNDINGS, useValue: parts.surroundings },
    { provide: HEALTH_SOURCES, useValue: parts.health },
    { provide: ServiceMetrics, useValue: parts.metrics },
    { provide: COMMAND_COUNTER, useValue: parts.metrics.commands },
  ],
});
