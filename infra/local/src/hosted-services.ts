import type { JSONWebKeySet } from 'jose';
import type { HostedService } from './hosted-service.js';
import type { LogLevel } from './settings.js';

/** What every service of this process is given. */
export interface Surroundings {
  readonly databaseUrl: string;
  /** Whose tokens are accepted. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JSONWebKeySet;
  readonly logLevel: LogLevel;
}

export interface HostedServices {
  readonly services: readonly HostedService[];
  stop(): Promise<void>;
}

export type HostServices = (surroundings: Surroundings) => Promise<HostedServices>;

/** Starts the five services in this process. */
export const hostServices: HostServices = async () => ({ services: [], stop: async () => {} });
