import { createTokenVerifier } from '@ctg/access';
import { kafkaSettings } from '@ctg/feed/kafka';
import { assertPlainRole } from '@ctg/read-model';
import type { ServiceDefinition } from '../service-definition.js';
import { exitWhenStalled } from './exit-when-stalled.js';
import { surviveBrokenOutput } from './log-output.js';
import type { RunningService } from './running-service.js';
import { readServiceSettings, type ServiceSettings } from './service-settings.js';
import { startRefusal } from './start-refusal.js';
import { startService } from './start-service.js';

/** A clean stop takes no longer, in milliseconds: what is in hand is answered within 45 s. Then the process ends anyway. */
const patience = 60_000;

/** The main program of a service that runs alone: settings from the environment, a port of its own, a clean stop. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  surviveBrokenOutput();
  const stopping = stopOnSignals();
  let settings: ServiceSettings | undefined;
  try {
    settings = readServiceSettings(process.env);
    if (process.env.NODE_ENV === 'production') await assertPlainRole(settings.DATABASE_URL);
    const service = await startService(definition, startOptions(settings));
    exitWhenStalled(service, stopping.whenStarted(service));
    const url = await service.listen(settings.PORT, settings.HOST);
    service.logger.info({ url }, 'ready');
  } catch (error) {
    process.stderr.write(`${startRefusal(definition.name, error, settings)}\n`);
    process.exit(1);
  }
}

const startOptions = (settings: ServiceSettings) => ({
  databaseUrl: settings.DATABASE_URL,
  eventStore: settings.eventStore,
  logLevel: settings.LOG_LEVEL,
  rehearsal: settings.REHEARSAL === 'true',
  partingTime: 1_000,
  requestsPerMinute: settings.REQUESTS_PER_MINUTE,
  trustedProxies: settings.TRUSTED_PROXIES,
  corsOrigins: settings.CORS_ORIGINS,
  ...(settings.FEED === 'kafka' ? { kafka: kafkaSettings(settings) } : {}),
  verifier: createTokenVerifier({
    issuer: settings.OIDC_ISSUER,
    audience: settings.OIDC_AUDIENCE,
    pseudonymKey: Buffer.from(settings.SUBJECT_KEY, 'hex'),
    ...(settings.OIDC_JWKS_URI === undefined ? {} : { jwksUri: settings.OIDC_JWKS_URI }),
  }),
});

/** A signal during the start ends it: what a start has written is whole, or will be done again by the next one. */
function stopOnSignals(): { whenStarted(service: RunningService): (code?: number) => void } {
  let started: RunningService | undefined;
  let isStopping = false;
  const stop = (code = 0) => {
    if (isStopping) return;
    isStopping = true;
    if (!started) process.exit(code);
    const service = started;
    setTimeout(() => process.exit(1), patience).unref();
    void service.close().then(
      () => process.exit(code),
      (error: unknown) => {
        service.logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop());
  process.on('SIGTERM', () => stop());
  return {
    whenStarted(service) {
      started = service;
      return stop;
    },
  };
}
