import type { AnyCommand } from '@ctg/decider';
import type { AnyOperation } from '../operations/operation.js';
import type { AnyQuery, ControllerRoute } from '../service-definition.js';
import { exampleOf } from './example.js';
import { outcomeExample } from './outcome.js';
import {
  type OwnRefusals,
  refusalsOfCommands,
  refusalsOfOpenRoutes,
  refusalsOfQuestions,
} from './problems.js';
import { answerSchema, inputSchema } from './schemas.js';

const text = { type: 'string' } as const;

const pathParameters = (route: string) =>
  [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name.endsWith('Id')
      ? { ...text, format: 'uuid' }
      : { ...text, pattern: '^[A-Za-z0-9_-]{1,100}$' },
  }));

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: text,
});

function queryParameters(querySchema: object): readonly object[] {
  const { properties = {}, required = [] } = querySchema as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

const may = (roles: readonly string[]) => `Rôles : ${roles.join(', ')}.`;
const content = (type: string, schema: object) => ({ [type]: { schema, example: exampleOf(schema) } });
const json = (schema: object) => content('application/json', schema);
const outcome = {
  'application/json': {
    schema: { $ref: '#/components/schemas/Outcome' },
    example: outcomeExample,
  },
};

/** A command: POST, answered with what was recorded. */
export function commandOperation(service: string, command: AnyCommand, own: OwnRefusals): object {
  return {
    tags: [service],
    operationId: command.name,
    summary: command.title,
    description: [command.description, may(command.roles)].filter(Boolean).join('\n\n'),
    parameters: [
      ...pathParameters(command.route),
      header('Idempotency-Key', 'La même clé n’exécute qu’une fois et répond la même chose'),
      header('If-Match', 'Révision vue, entre guillemets ; périmée : 412'),
      header('CTG-Reason', 'Motif, encodé en pourcents'),
      header(
        'CTG-Recorded-At',
        'Dans un essai seulement (REHEARSAL=true) : le jour ou l’instant de l’enregistrement ; ailleurs refusé (422)',
      ),
      header('CTG-Warnings', '« refuse » : ce qui est improbable est refusé (422) au lieu d’être enregistré'),
      header('CTG-After-Position', 'Attendre que cette position ait été lue ; au-delà du journal : 409'),
    ],
    requestBody: { required: true, content: json(inputSchema(command.body)) },
    responses: {
      [command.creates ? '201' : '200']: {
        description: 'Enregistré',
        headers: { ETag: { description: 'Révision, pour If-Match', schema: text } },
        content: outcome,
      },
      ...refusalsOfCommands(own),
    },
  };
}

/** A question: GET. */
export function queryOperation(service: string, query: AnyQuery, own: OwnRefusals): object {
  return {
    tags: [service],
    operationId: query.name,
    summary: query.title,
    description: may(query.roles),
    parameters: [
      ...pathParameters(query.route),
      ...queryParameters(inputSchema(query.query)),
      header('CTG-After-Position', 'Attendre que cette position ait été lue ; au-delà du journal : 409'),
    ],
    responses: {
      '200': { description: 'Réponse', content: json(answerSchema(query.answerSchema)) },
      ...refusalsOfQuestions(own),
    },
  };
}

/** What those who run the platform do. */
export function runningOperation(service: string, operation: AnyOperation, own: OwnRefusals): object {
  const { name, title, roles, route, method, input } = operation;
  const isQuestion = method === 'GET';
  return {
    tags: [service],
    operationId: name,
    summary: title,
    description: may(roles),
    parameters: [...pathParameters(route), ...(isQuestion ? queryParameters(inputSchema(input)) : [])],
    ...(isQuestion ? {} : { requestBody: { required: true, content: json(inputSchema(input)) } }),
    responses: {
      '200': {
        description: isQuestion ? 'Réponse' : 'Fait',
        content: json(answerSchema(operation.answerSchema)),
      },
      ...(isQuestion ? refusalsOfQuestions(own) : refusalsOfCommands(own)),
    },
  };
}

/** A route that a service answers in its own way. */
export function controllerOperation(service: string, route: ControllerRoute): object {
  const { name, title, description, roles, query, produces } = route;
  const isOpen = roles === 'anybody';
  return {
    tags: [service],
    operationId: name,
    summary: title,
    description: [description, isOpen ? 'Sans jeton.' : may(roles)].filter(Boolean).join('\n\n'),
    ...(isOpen ? { security: [] } : {}),
    parameters: [...pathParameters(route.route), ...(query ? queryParameters(inputSchema(query)) : [])],
    responses: {
      '200': {
        description: 'Réponse',
        content: content(produces, answerSchema(route.answerSchema)),
      },
      ...(isOpen ? refusalsOfOpenRoutes : refusalsOfQuestions([])),
    },
  };
}
