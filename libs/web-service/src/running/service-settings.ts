import { isIP } from 'node:net';
import { type EventStoreChoice, eventStoreChoice, eventStoreFaults } from '@ctg/event-store/open';
import { kafkaEnvironment, kafkaFaults } from '@ctg/feed/kafka';
import { z } from 'zod';
import { wholeNumber } from '../lists/whole-number.js';
import { databaseAddressForm, isDatabaseAddress } from './database-address.js';
import { rehearsalEnvironment, rehearsalFaults } from './rehearsal-setting.js';

const names = new Set(['loopback', 'linklocal', 'uniquelocal']);
const proxy = (text: string) => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return names.has(text) || (isIP(address) > 0 && isNetwork && rest.length === 0);
};
const webOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** Values separated by commas. */
const list = (fits: (text: string) => boolean, expected: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .refine((values) => values.every(fits), `Attendu : ${expected}, séparés par des virgules`);

/** The services ask it over HTTP; a user in it would be a secret in a place for none. */
const webAddress = (example: string) =>
  z
    .string({ error: `attendu une adresse http(s) comme ${example}.` })
    .refine((text) => URL.canParse(text) && isWeb(new URL(text)), {
      error: `attendu une adresse http(s) comme ${example}, sans utilisateur ni fragment.`,
    });

const isWeb = ({ protocol, username, password, hash }: URL) =>
  /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';

function isHost(text: string): boolean {
  return (
    isIP(text) !== 0 ||
    /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i.test(text)
  );
}

const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4000).describe('Port of this service'),
  HOST: z
    .string()
    .refine(isHost, { error: 'attendu une adresse de cette machine (127.0.0.1, 0.0.0.0, ::) ou son nom.' })
    .default('127.0.0.1')
    .describe('Address to listen on'),
  DATABASE_URL: z
    .string({ error: `attendu ${databaseAddressForm}.` })
    .refine(isDatabaseAddress, { error: `attendu ${databaseAddressForm}.` })
    .describe('postgres://user:password@host:port/database'),
  FEED: z.enum(['embedded', 'kafka']).default('embedded'),
  ...kafkaEnvironment,
  OIDC_ISSUER: webAddress('https://connexion.exemple.fr').describe('Issuer of the tokens'),
  OIDC_AUDIENCE: z.string().min(1).default('ctg-api'),
  OIDC_JWKS_URI: webAddress('https://connexion.exemple.fr/jwks')
    .optional()
    .describe('Default: what the issuer’s discovery document says'),
  SUBJECT_KEY: z
    .string()
    .regex(/^(?:[0-9a-f]{2}){32,64}$/i, 'Attendu : 64 chiffres hexadécimaux au moins (openssl rand -hex 32)')
    .describe(
      'Secret qui fait les pseudonymes des personnes ; le même pour tous les services, pour toujours',
    ),
  ...rehearsalEnvironment,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  REQUESTS_PER_MINUTE: wholeNumber(1, 100_000_000).default(6_000),
  TRUSTED_PROXIES: list(proxy, 'des adresses, des réseaux (10.0.0.0/8), loopback ou uniquelocal').describe(
    'Mandataires dont X-Forwarded-For et X-Forwarded-Proto sont crus ; par défaut aucun',
  ),
  CORS_ORIGINS: list(webOrigin, 'des origines comme https://console.exemple.fr').describe(
    'Autres origines dont les pages peuvent appeler ; par défaut aucune',
  ),
});

export type ServiceSettings = z.infer<typeof settings> & { readonly eventStore: EventStoreChoice };

/** The environment lacks or garbles settings; the message names every one of them. */
export class WrongServiceSettings extends Error {
  override readonly name = 'WrongServiceSettings';
}

/** Settings of a service that is started alone. @throws WrongServiceSettings with all faults at once */
export function readServiceSettings(environment: NodeJS.ProcessEnv): ServiceSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  const faults = [
    ...(read.success
      ? feedFaults(read.data)
      : read.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`)),
    ...eventStoreFaults(given),
    ...rehearsalFaults(given),
  ].map((fault) => `  - ${fault}`);
  if (read.success && faults.length === 0)
    return { ...read.data, eventStore: eventStoreChoice(given, read.data.DATABASE_URL) };
  throw new WrongServiceSettings(`Réglages à corriger dans l’environnement :\n${faults.join('\n')}`);
}

function feedFaults(given: z.infer<typeof settings>): string[] {
  const isUnreachable = given.FEED === 'kafka' && given.KAFKA_BROKERS === undefined;
  const missing = 'KAFKA_BROKERS : attendu avec FEED=kafka, une liste comme serveur1:9092,serveur2:9092.';
  return [...(isUnreachable ? [missing] : []), ...kafkaFaults(given)];
}
