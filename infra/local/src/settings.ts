import { resolve } from 'node:path';
import { type EventStoreChoice, eventStoreChoice, eventStoreFaults } from '@ctg/event-store/open';
import { type KafkaEnvironment, kafkaEnvironment, kafkaFaults } from '@ctg/feed/kafka';
import {
  databaseAddressForm,
  isDatabaseAddress,
  rehearsalEnvironment,
  rehearsalFaults,
} from '@ctg/web-service';
import { z } from 'zod';

/** How the whole product runs on one machine. */
export interface LocalSettings {
  /** Of the one origin; 0 chooses a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** A PostgreSQL to use instead of the embedded one. */
  readonly databaseUrl?: string;
  readonly logLevel: LogLevel;
  /** A rehearsal: a command may say when it counts as recorded. */
  readonly rehearsal?: boolean;
  /** Events are kept there; left out: in PostgreSQL. */
  readonly eventStore?: EventStoreChoice;
  /** Events travel over Kafka; without KAFKA_BROKERS over a broker of our own. */
  readonly kafka?: KafkaEnvironment;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The environment holds settings that cannot be used; `faults` has one sentence for each. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
  constructor(readonly faults: readonly string[]) {
    super(`Réglages à corriger :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const found = (value: unknown) => `trouvé « ${String(value)} »`;

const environment = z.object({
  PORT: z
    .string()
    .default('4000')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
      error: ({ input }) => `PORT doit être un nombre de 0 à 65535 ; ${found(input)}.`,
    }),
  CTG_DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseAddress, { error: `DATABASE_URL doit être ${databaseAddressForm}.` })
    .optional(),
  FEED: z
    .enum(['embedded', 'kafka'], {
      error: ({ input }) => `FEED doit être « embedded » ou « kafka » ; ${found(input)}.`,
    })
    .default('embedded'),
  ...kafkaEnvironment,
  ...rehearsalEnvironment,
  LOG_LEVEL: z
    .enum(logLevels, {
      error: ({ input }) => `LOG_LEVEL doit être l’un de ${logLevels.join(', ')} ; ${found(input)}.`,
    })
    .default('warn'),
  NODE_ENV: z
    .string()
    .refine((name) => name !== 'production', {
      error:
        'npm start est fait pour un poste de développement : son identité locale donne un jeton à qui le demande, elle refuse NODE_ENV=production ; en production, démarrez chaque service seul avec un fournisseur OpenID.',
    })
    .optional(),
});

/**
 * Reads the settings; an empty variable counts as one left out. Relative folders start at `root`.
 * @throws WrongSettings with all faults at once
 */
export function readSettings(variables: NodeJS.ProcessEnv, root: string): LocalSettings {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const read = environment.safeParse(set);
  const storeFaults = [...eventStoreFaults(set), ...rehearsalFaults(set)];
  if (!read.success)
    throw new WrongSettings([...read.error.issues.map(({ message }) => message), ...storeFaults]);
  const { PORT, CTG_DATA_DIR, DATABASE_URL, LOG_LEVEL, FEED, REHEARSAL, NODE_ENV: _, ...kafka } = read.data;
  const faults = [...kafkaFaults(kafka), ...storeFaults];
  if (faults.length > 0) throw new WrongSettings(faults);
  return {
    port: Number(PORT),
    dataDir: resolve(root, CTG_DATA_DIR),
    logLevel: LOG_LEVEL,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(REHEARSAL === 'true' ? { rehearsal: true } : {}),
    ...(FEED === 'kafka' ? { kafka } : {}),
    ...(set.EVENT_STORE === 'eventstoredb' ? { eventStore: eventStoreChoice(set, '') } : {}),
  };
}
