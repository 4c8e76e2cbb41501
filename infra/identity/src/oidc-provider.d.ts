/** The few things we use of `oidc-provider`, which carries no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Client {
    readonly clientId: string;
  }
  export interface Context {
    body: unknown;
    status: number;
    type: string;
    readonly path: string;
    readonly method: string;
    set(header: string, value: string): void;
    readonly oidc: {
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly client: Client;
      readonly session?: { readonly accountId: string; grantIdFor(clientId: string): string | undefined };
      entity(kind: string, value: unknown): void;
    };
  }
  export interface AccessToken {
    readonly accountId: string;
    readonly expiration: number;
    resourceServer: unknown;
    save(): Promise<string>;
  }
  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly AccessToken: new (
      parts: object,
    ) => AccessToken;
    readonly Grant: (new (parts: object) => Grant) & { find(id: string): Promise<Grant | undefined> };
    readonly ResourceServer: new (
      identifier: string,
      info: object,
    ) => object;
    registerGrantType(
      name: string,
      handler: (context: Context) => Promise<void>,
      parameters: readonly string[],
    ): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<{ readonly uid: string }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    on(event: string, listener: (...values: unknown[]) => void): void;
  }
  export const errors: Record<
    'InvalidRequest' | 'SessionNotFound',
    new (
      description?: string,
    ) => Error & { error_description: string }
  >;
  export default Provider;
}
