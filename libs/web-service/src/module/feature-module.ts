import { Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { commandRoute } from '../routes/command-route.js';
import { queryRoute } from '../routes/query-route.js';
import { commandHandler } from '../routes/run-command.js';
import { queryHandler } from '../routes/run-query.js';
import type { ServiceDefinition } from '../service-definition.js';

/** What one folder of a service brings: commands, questions, the tables they are answered from. */
export type Feature = Partial<
  Pick<ServiceDefinition, 'commands' | 'queries' | 'projections' | 'reactions' | 'entities'>
>;

const featureKey = 'ctg:feature';

/**
 * A NestJS module made of definitions: for each command and question a controller (its route) and a handler on the
 * CommandBus or QueryBus. What it needs comes from `PlatformModule`, which is global.
 *
 *     @FeatureModule({ commands: [registerOrganisation], queries: [listOrganisations], projections: [organisations], entities: [OrganisationRow] })
 *     export class OrganisationModule {}
 */
export const FeatureModule =
  (feature: Feature): ClassDecorator =>
  (target) => {
    Module(nestMetadata(feature))(target);
    Reflect.defineMetadata(featureKey, feature, target);
  };

/** What was given to `FeatureModule`. @throws Error for another class */
export function featureOf(module: Type<unknown>): Feature {
  const feature = Reflect.getOwnMetadata(featureKey, module) as Feature | undefined;
  if (!feature) throw new Error(`${module.name} is no @FeatureModule.`);
  return feature;
}

function nestMetadata({ commands = [], queries = [] }: Feature): ModuleMetadata {
  const handlers = [...commands.map(commandHandler), ...queries.map(queryHandler)];
  return {
    controllers: [...commands.map(commandRoute), ...queries.map(queryRoute)],
    providers: handlers,
    exports: handlers,
  };
}
