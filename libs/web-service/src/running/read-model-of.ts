import type { Projection, ReadModelOptions } from '@ctg/read-model';
import {
  CreateKnownConvention1700000000000,
  FindByEvaluator1700000000006,
  KeepEvaluationsOfConvention1700000000003,
  KnowFrameOfConvention1700000000004,
  OrderKnownConventions1700000000005,
} from '../known-conventions/create-known-convention.js';
import {
  KnownConvention,
  KnownEvaluator,
  knownConventionProjection,
} from '../known-conventions/known-convention.js';
import type { ServiceDefinition } from '../service-definition.js';
import { CreateCommandStateSnapshot1700000000001 } from './snapshot-table.js';

/** The tables of a service and what fills them: its own, and those that every service has. */
export interface ServiceReadModel extends Pick<ReadModelOptions, 'schema' | 'entities' | 'migrations'> {
  // biome-ignore lint/suspicious/noExplicitAny: projections of every row
  readonly projections: readonly Projection<any>[];
}

/** Of a definition. */
export const readModelOf = (definition: ServiceDefinition): ServiceReadModel => ({
  schema: definition.name.replaceAll('-', '_'),
  entities: [KnownConvention, KnownEvaluator, ...definition.entities],
  migrations: [
    CreateKnownConvention1700000000000,
    CreateCommandStateSnapshot1700000000001,
    KeepEvaluationsOfConvention1700000000003,
    KnowFrameOfConvention1700000000004,
    OrderKnownConventions1700000000005,
    FindByEvaluator1700000000006,
    ...definition.migrations,
  ],
  projections: [knownConventionProjection, ...definition.projections],
});
