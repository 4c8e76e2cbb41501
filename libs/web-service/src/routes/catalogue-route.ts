import { Controller, Get, type Type } from '@nestjs/common';
import { AllowRoles } from '../access/allow-roles.js';
import { answerSchema, inputSchema } from '../openapi/schemas.js';
import { operationsOf } from '../operations/operations-of.js';
import type { ServiceDefinition } from '../service-definition.js';

/** What a service can do, for programs: the scenario player turns a command's name into a request with it. */
export interface ServiceCatalogue {
  readonly service: string;
  readonly title: string;
  readonly commands: readonly CommandEntry[];
  readonly queries: readonly QueryEntry[];
  readonly operations: readonly OperationEntry[];
}

/** What a running service says of itself. */
interface RunningCatalogue extends ServiceCatalogue {
  /** A command may say when it counts as recorded. */
  readonly rehearsal: boolean;
}

export interface QueryEntry {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly roles: readonly string[];
  /** Whole path: `/api/partners/conventions/:conventionId`. */
  readonly route: string;
  readonly querySchema: object;
  /** What is answered: the player finds a path that is in no answer before it plays. */
  readonly answerSchema: object;
}

/** What those who run the platform can do. */
interface OperationEntry extends Omit<QueryEntry, 'querySchema' | 'answerSchema'> {
  readonly method: 'GET' | 'POST';
  readonly inputSchema: object;
}

export interface CommandEntry extends Omit<QueryEntry, 'querySchema' | 'answerSchema'> {
  readonly creates?: string;
  readonly bodySchema: object;
}

/** The catalogue of a service, made from its definitions. */
export function catalogueOf(definition: ServiceDefinition): ServiceCatalogue {
  const { name, title, commands, queries } = definition;
  return {
    service: name,
    title,
    commands: commands.map((command) => ({
      name: command.name,
      title: command.title,
      ...(command.description === undefined ? {} : { description: command.description }),
      roles: command.roles,
      route: `/api/${name}${command.route}`,
      ...(command.creates === undefined ? {} : { creates: command.creates }),
      bodySchema: inputSchema(command.body),
    })),
    queries: queries.map((query) => ({
      name: query.name,
      title: query.title,
      roles: query.roles,
      route: `/api/${name}${query.route}`,
      querySchema: inputSchema(query.query),
      answerSchema: answerSchema(query.answerSchema),
    })),
    operations: operationsOf(definition).map((operation) => ({
      name: operation.name,
      title: operation.title,
      roles: operation.roles,
      method: operation.method,
      route: `/api/${name}${operation.route}`,
      inputSchema: inputSchema(operation.input),
    })),
  };
}

/** GET /api/<service>/catalogue */
export function catalogueRoute(definition: ServiceDefinition, rehearsal: boolean): Type<unknown> {
  const catalogue = { ...catalogueOf(definition), rehearsal };

  @Controller(`api/${definition.name}/catalogue`)
  class CatalogueRoute {
    @Get()
    @AllowRoles('everyone-known')
    read(): RunningCatalogue {
      return catalogue;
    }
  }
  return CatalogueRoute;
}
