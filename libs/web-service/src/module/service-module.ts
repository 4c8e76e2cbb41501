import { Module, type Type } from '@nestjs/common';
import type { ServiceDefinition } from '../service-definition.js';
import { type Feature, FeatureModule, featureOf } from './feature-module.js';

/** What makes a service beside its features. */
export interface ServiceOptions extends Omit<ServiceDefinition, keyof Feature | 'module'> {
  /** One `@FeatureModule` a folder. */
  readonly imports: readonly Type<unknown>[];
}

const serviceKey = 'ctg:service';

/**
 * The NestJS module of a whole service.
 *
 *     @ServiceModule({ name: 'partners', title: 'Partenaires et conventions', imports: [OrganisationModule, ConventionModule], migrations: [...] })
 *     export class PartnersModule {}
 */
export const ServiceModule =
  (options: ServiceOptions): ClassDecorator =>
  (target) => {
    Module({ imports: [...options.imports] })(target);
    Reflect.defineMetadata(serviceKey, options, target);
  };

/** Everything that a service consists of, gathered from its modules. @throws Error when it is no `@ServiceModule` */
export function definitionOf(module: Type<unknown>): ServiceDefinition {
  const options = Reflect.getOwnMetadata(serviceKey, module) as ServiceOptions | undefined;
  if (!options) throw new Error(`${module.name} is no @ServiceModule.`);
  const { imports, ...rest } = options;
  const features = imports.map(featureOf);
  return {
    ...rest,
    module,
    commands: features.flatMap(({ commands = [] }) => commands),
    queries: features.flatMap(({ queries = [] }) => queries),
    projections: features.flatMap(({ projections = [] }) => projections),
    reactions: features.flatMap(({ reactions = [] }) => reactions),
    entities: features.flatMap(({ entities = [] }) => entities),
  };
}

/** The module of a service; one that was defined without modules is a single feature. */
export function moduleOf(definition: ServiceDefinition): Type<unknown> {
  if (definition.module) return definition.module;
  class SingleFeature {}
  FeatureModule(definition)(SingleFeature);
  return SingleFeature;
}
