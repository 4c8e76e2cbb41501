import type { TokenVerifier } from '@ctg/access';
import type { CommandExecutor } from '@ctg/decider';
import type { RunningProjections } from '@ctg/read-model';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import type { Logger } from 'pino';
import { AccessGuard } from '../access/access-guard.js';
import { TablesFor } from '../access/tables-for.js';
import { ProblemFilter } from '../http/problem-filter.js';
import { ConventionAdmission } from '../known-conventions/admission.js';
import type { OperationSurroundings } from '../operations/operation.js';
import { OPERATION_SURROUNDINGS } from '../operations/operation-route.js';
import { ReadYourWrites } from '../routes/read-your-writes.js';
import { COMMAND_COUNTER, EXECUTOR } from '../routes/run-command.js';
import { FloodLog } from '../running/flood-log.js';
import { HEALTH_SOURCES, HealthController, type HealthSources } from '../running/health.js';
import { LOGGER } from '../running/logger.js';
import { MetricsController, ServiceMetrics } from '../running/metrics.js';

/** What a service runs with, already opened. */
export interface ServiceParts {
  readonly logger: Logger;
  readonly flood: FloodLog;
  readonly verifier: TokenVerifier;
  readonly executor: CommandExecutor;
  readonly admission: ConventionAdmission;
  readonly projections: RunningProjections;
  readonly readYourWrites: ReadYourWrites;
  readonly tables: TablesFor;
  readonly health: HealthSources;
  readonly metrics: ServiceMetrics;
  readonly surroundings: OperationSurroundings;
}

/**
 * What every service stands on: the buses, health, metrics, rights, problems, and what the features are given (executor,
 * read model, admission). Global: a feature imports nothing of it.
 */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: what Nest calls a dynamic module is such a class
export class PlatformModule {
  static forRoot(parts: ServiceParts): DynamicModule {
    const shared = [
      { provide: LOGGER, useValue: parts.logger },
      { provide: FloodLog, useValue: parts.flood },
      { provide: EXECUTOR, useValue: parts.executor },
      { provide: ConventionAdmission, useValue: parts.admission },
      { provide: ReadYourWrites, useValue: parts.readYourWrites },
      { provide: TablesFor, useValue: parts.tables },
      { provide: OPERATION_SURROUNDINGS, useValue: parts.surroundings },
      { provide: HEALTH_SOURCES, useValue: parts.health },
      { provide: ServiceMetrics, useValue: parts.metrics },
      { provide: COMMAND_COUNTER, useValue: parts.metrics.commands },
    ];
    return {
      module: PlatformModule,
      global: true,
      imports: [CqrsModule.forRoot(), TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: shared.map(({ provide }) => provide),
    };
  }
}
