import { createTokenVerifier } from '@ctg/access';
import { kafkaSettings } from '@ctg/feed/kafka';
import type { ServiceDefinition } from '../service-definition.js';
import { exitWhenStalled } from './exit-when-stalled.js';
import type { RunningService } from './running-service.js';
import { readServiceSettings, WrongServiceSettings } from './service-settings.js';
import { startService } from './start-service.js';

/** A clean stop takes no longer, in milliseconds; then the process ends anyway. */
const patience = 20_000;

/** The main program of a service that runs alone: settings from the environment, a port of its own, a clean stop. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  try {
    const settings = readServiceSettings(process.env);
    const service = await startService(definition, {
      databaseUrl: settings.DATABASE_URL,
      logLevel: settings.LOG_LEVEL,
      requestsPerMinute: settings.REQUESTS_PER_MINUTE,
      ...(settings.FEED === 'kafka' ? { kafka: kafkaSettings(settings) } : {}),
      verifier: createTokenVerifier({
        issuer: settings.OIDC_ISSUER,
        audience: settings.OIDC_AUDIENCE,
        ...(settings.OIDC_JWKS_URI === undefined ? {} : { jwksUri: settings.OIDC_JWKS_URI }),
      }),
    });
    const stop = stopOnSignals(service);
    exitWhenStalled(service, stop);
    const url = await service.listen(settings.PORT, settings.HOST);
    service.logger.info({ url }, 'ready');
  } catch (error) {
    const sentence =
      error instanceof WrongServiceSettings ? error.message : `${definition.name} : ${String(error)}`;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}

function stopOnSignals(service: RunningService): (code?: number) => void {
  let stopping = false;
  const stop = (code = 0) => {
    if (stopping) return;
    stopping = true;
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
  return stop;
}
