import { failed } from '../failure.js';
import type { Connection, Persona } from './connection.js';

/** The part of JSON Schema that is looked at here; the server decides on the rest. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** A day on which something happened: not one to come. */
  readonly 'x-past'?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** A command or a query as the server's catalogue names it. */
export interface Word {
  readonly name: string;
  readonly title: string;
  readonly service: string;
  /** Whole path: `/api/partners/conventions/:conventionId/signatures`. */
  readonly route: string;
  readonly roles: readonly string[];
  /** The route parameter that the server makes. */
  readonly creates?: string;
  /** Of a command. */
  readonly bodySchema?: Schema;
  /** Of a question. */
  readonly querySchema?: Schema;
  readonly answerSchema?: Schema;
}

export interface Catalogue {
  readonly commands: ReadonlyMap<string, Word>;
  readonly queries: ReadonlyMap<string, Word>;
  /** A command may say when it counts as recorded. */
  readonly rehearsal: boolean;
}

/** Every service that answers under `/api/`. */
export const services = ['partners', 'diagnostics', 'action-plans', 'evaluation', 'history', 'feed'] as const;

/** Asks every service for its words. A service that has none (or is not there) is left out. */
export async function readCatalogue(connection: Connection, as: Persona): Promise<Catalogue> {
  const commands = new Map<string, Word>();
  const queries = new Map<string, Word>();
  const answers = await Promise.all(
    services.map(async (service) => {
      const { status, body } = await connection.call({
        method: 'GET',
        path: `/api/${service}/catalogue`,
        as,
      });
      return { service, status, body: body as { commands?: Word[]; queries?: Word[]; rehearsal?: boolean } };
    }),
  );
  for (const { service, status, body } of answers) {
    if (status !== 200) continue;
    for (const word of body.commands ?? []) commands.set(word.name, { ...word, service });
    for (const word of body.queries ?? []) queries.set(word.name, { ...word, service });
  }
  if (commands.size === 0) {
    const [first] = answers;
    throw failed(`Le serveur ${connection.origin} ne dit pas ses commandes (réponse ${first?.status}).`);
  }
  const rehearsal = answers.some(({ body }) => body?.rehearsal === true);
  return { commands, queries, rehearsal };
}

/** `conventionId`, `actionId` of a route. */
export const routeParams = (route: string): readonly string[] =>
  [...route.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
