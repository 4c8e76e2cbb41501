import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { operationRoute } from '../operations/operation-route.js';
import { operationsOf } from '../operations/operations-of.js';
import { catalogueRoute } from '../routes/catalogue-route.js';
import type { ServiceDefinition } from '../service-definition.js';
import type { ServiceParts } from './platform-module.js';

/** What those who run the platform ask of a service, its catalogue, and its controllers of another shape. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: what Nest calls a dynamic module is such a class
export class OperationsModule {
  static forRoot(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const own: readonly Type<unknown>[] = definition.controllers?.({ ...parts, ...parts.health }) ?? [];
    const operations = operationsOf(definition).map((operation) =>
      operationRoute(definition.name, operation),
    );
    const catalogue = catalogueRoute(definition, parts.health.rehearsal);
    return { module: OperationsModule, controllers: [...operations, ...own, catalogue] };
  }
}
