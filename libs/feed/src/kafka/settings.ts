import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How Kafka is reached, and how its topics are laid out. */
export interface KafkaSettings {
  /** `host:port`. */
  readonly brokers: readonly string[];
  /** TLS, trusting the well-known authorities or this one (PEM). */
  readonly ssl: boolean | { readonly ca: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** First piece of the names of topics and groups. */
  readonly prefix: string;
  /** Partitions of each topic, when it is created. */
  readonly partitions: number;
  readonly replicationFactor: number;
}

/** A number as people write one: `Number` would take « 0x10 », « 1e3 » and an empty text as well. */
const countUpTo = (name: string, most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, `${name} doit être un nombre de 1 à ${most}.`)
    .transform(Number)
    .refine((count) => count <= most, `${name} doit être un nombre de 1 à ${most}.`);

function hasPort(broker: string): boolean {
  const port = Number(broker.slice(broker.lastIndexOf(':') + 1));
  return port >= 1 && port <= 65_535;
}

/** The settings of an environment, for the services' own schemas. The messages are French sentences. */
export const kafkaEnvironment = {
  KAFKA_BROKERS: z
    .string()
    .regex(
      /^[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/,
      'KAFKA_BROKERS doit être une liste comme serveur1:9092,serveur2:9092.',
    )
    .refine((brokers) => brokers.split(',').every(hasPort), {
      error: 'KAFKA_BROKERS doit être une liste dont les ports vont de 1 à 65535.',
    })
    .optional(),
  KAFKA_SSL: z
    .enum(['true', 'false'], { error: 'KAFKA_SSL doit être « true » ou « false ».' })
    .default('false'),
  KAFKA_SSL_CA: z.string().optional(),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'], {
      error: 'KAFKA_SASL_MECHANISM doit être « plain », « scram-sha-256 » ou « scram-sha-512 ».',
    })
    .optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'KAFKA_TOPIC_PREFIX doit être fait de lettres, de chiffres et de tirets.')
    .default('ctg'),
  KAFKA_PARTITIONS: countUpTo('KAFKA_PARTITIONS', 1_000).default(6),
  KAFKA_REPLICATION: countUpTo('KAFKA_REPLICATION', 9).default(1),
};

export type KafkaEnvironment = z.infer<z.ZodObject<typeof kafkaEnvironment>>;

/** What is set and what it needs beside it; a French sentence for each fault. */
export function kafkaFaults({
  KAFKA_SSL,
  KAFKA_SSL_CA,
  KAFKA_SASL_MECHANISM,
  KAFKA_SASL_USERNAME,
  KAFKA_SASL_PASSWORD,
}: Partial<KafkaEnvironment>): string[] {
  const faults: string[] = [];
  if (KAFKA_SSL_CA !== undefined && KAFKA_SSL !== 'true') {
    faults.push('KAFKA_SSL_CA va avec KAFKA_SSL=true : donnez les deux, ou aucun.');
  }
  if (KAFKA_SSL_CA !== undefined && authority(KAFKA_SSL_CA) === undefined) {
    faults.push(
      `KAFKA_SSL_CA doit être un fichier PEM (-----BEGIN CERTIFICATE-----) que l’on peut lire, trouvé « ${KAFKA_SSL_CA} ».`,
    );
  }
  const given = [KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD].filter(Boolean).length;
  if (given !== 0 && given !== 3) {
    faults.push(
      'KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME et KAFKA_SASL_PASSWORD vont ensemble : donnez les trois, ou aucun.',
    );
  }
  return faults;
}

/** The certificate of an authority; undefined when the file is none. */
function authority(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The settings that an environment without faults gives, with the brokers that were found or started. */
export function kafkaSettings(
  environment: KafkaEnvironment,
  brokers = environment.KAFKA_BROKERS ?? '',
): KafkaSettings {
  const { KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } = environment;
  const ca = environment.KAFKA_SSL_CA && authority(environment.KAFKA_SSL_CA);
  return {
    brokers: brokers.split(','),
    ssl: environment.KAFKA_SSL === 'true' && (ca ? { ca } : true),
    prefix: environment.KAFKA_TOPIC_PREFIX,
    partitions: environment.KAFKA_PARTITIONS,
    replicationFactor: environment.KAFKA_REPLICATION,
    ...(KAFKA_SASL_MECHANISM && KAFKA_SASL_USERNAME && KAFKA_SASL_PASSWORD
      ? {
          sasl: {
            mechanism: KAFKA_SASL_MECHANISM,
            username: KAFKA_SASL_USERNAME,
            password: KAFKA_SASL_PASSWORD,
          },
        }
      : {}),
  };
}
