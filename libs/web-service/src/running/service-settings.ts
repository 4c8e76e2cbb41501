import { kafkaEnvironment, kafkaFaults } from '@ctg/feed/kafka';
import { z } from 'zod';

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000).describe('Port of this service'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('postgres://user:password@host:port/database'),
  EVENT_STORE: z.literal('postgres').default('postgres'),
  FEED: z.enum(['embedded', 'kafka']).default('embedded'),
  ...kafkaEnvironment,
  OIDC_ISSUER: z.url().describe('Issuer of the tokens'),
  OIDC_AUDIENCE: z.string().min(1).default('ctg-api'),
  OIDC_JWKS_URI: z.url().optional().describe('Default: what the issuer’s discovery document says'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6_000),
});

export type ServiceSettings = z.infer<typeof settings>;

/** The environment lacks or garbles settings; the message names every one of them. */
export class WrongServiceSettings extends Error {
  override readonly name = 'WrongServiceSettings';
}

/** Settings of a service that is started alone. @throws WrongServiceSettings with all faults at once */
export function readServiceSettings(environment: NodeJS.ProcessEnv): ServiceSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  const faults = read.success
    ? feedFaults(read.data).map((fault) => `  - ${fault}`)
    : read.error.issues.map(({ path, message }) => `  - ${path.join('.')} : ${message}`);
  if (read.success && faults.length === 0) return read.data;
  throw new WrongServiceSettings(`Réglages à corriger dans l’environnement :\n${faults.join('\n')}`);
}

function feedFaults(given: ServiceSettings): string[] {
  const isUnreachable = given.FEED === 'kafka' && given.KAFKA_BROKERS === undefined;
  const missing = 'KAFKA_BROKERS : attendu avec FEED=kafka, une liste comme serveur1:9092,serveur2:9092.';
  return [...(isUnreachable ? [missing] : []), ...kafkaFaults(given)];
}
