import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the local runner needs of a service that runs in this process. */
export interface HostedService {
  /** `partners`. */
  readonly name: string;
  /** French. */
  readonly title: string;
  /** Answers everything under `/api/<name>`. */
  handle(request: IncomingMessage, response: ServerResponse): unknown;
  /** What its readiness check says, as JSON, and whether it is good. */
  readiness(): Promise<{ readonly ready: boolean; readonly details: unknown }>;
  /** Its measures, as Prometheus reads them. */
  metrics(): Promise<string>;
  /** Its OpenAPI document. */
  readonly openApi: OpenApiDocument;
  stop(): Promise<void>;
}

/** The pieces of an OpenAPI document that are merged. */
export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, object>>;
  readonly tags?: readonly object[];
  readonly components?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}
