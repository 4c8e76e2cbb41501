import type { IncomingMessage, ServerResponse } from 'node:http';

/** A service that runs in this process, as the origin sees it. */
export interface HostedService {
  /** `partners`. */
  readonly name: string;
  /** French. */
  readonly title: string;
  /** Answers everything under `/api/<name>`. */
  handle(request: IncomingMessage, response: ServerResponse): unknown;
  readiness(): Promise<{ readonly ready: boolean; readonly details: unknown }>;
  /** Its measures, as Prometheus reads them. */
  metrics(): Promise<string>;
}

export interface HostedServices {
  readonly services: readonly HostedService[];
  /** One OpenAPI document of all. */
  readonly openApi: object;
  stop(): Promise<void>;
}
