import type { Container, Project } from './project.js';
import { ownServices } from './project.js';

/** What the code says about environments. */
export interface KnownSettings {
  /** The reader that the services start with. @throws Error naming every fault */
  read(environment: NodeJS.ProcessEnv): object;
  /** The port of a service that is told none. */
  readonly defaultPort: number;
  /** Properties of a broker that the project itself runs (`node.id`). */
  readonly brokerProperties: ReadonlySet<string>;
}

/** As the image's documentation gives them. */
const postgresNames = new Set(['POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB']);
/** Of the image itself, beside `KAFKA_` + a property of the broker. */
const kafkaNames = new Set(['CLUSTER_ID', 'KAFKA_HEAP_OPTS']);

/** Names that nobody reads, values that nobody accepts, addresses that lead nowhere. */
export function environmentFindings(project: Project, known: KnownSettings): string[] {
  const { postgres = {}, kafka = {} } = project.document.services;
  return [
    ...ownServices(project).flatMap(([name, { environment = {}, healthcheck }]) =>
      [
        ...settingsFindings(environment, known),
        ...portFindings(environment, healthcheck, known),
        ...databaseFindings(environment.DATABASE_URL, postgres),
        ...brokerFindings(environment.KAFKA_BROKERS, kafka),
      ].map((finding) => `${name}: ${finding}`),
    ),
    ...Object.keys(postgres.environment ?? {})
      .filter((name) => !postgresNames.has(name))
      .map((name) => `postgres: the image reads no ${name}`),
    ...Object.keys(kafka.environment ?? {})
      .filter((name) => !kafkaNames.has(name) && !known.brokerProperties.has(property(name)))
      .map((name) => `kafka: ${property(name)} is no property of our broker`),
  ];
}

const property = (name: string) =>
  name
    .replace(/^KAFKA_/, '')
    .toLowerCase()
    .replaceAll('_', '.');

/** The reader keeps what it knows: what is missing from its answer nobody reads. */
function settingsFindings(environment: Readonly<Record<string, string>>, { read }: KnownSettings): string[] {
  try {
    const settings = read(environment);
    return Object.keys(environment)
      .filter((name) => environment[name] && !(name in settings))
      .map((name) => `no service reads ${name}`);
  } catch (error) {
    return [(error as Error).message];
  }
}

function portFindings(
  { PORT, HOST }: Readonly<Record<string, string>>,
  healthcheck: Container['healthcheck'],
  { defaultPort }: KnownSettings,
): string[] {
  const { port } = new URL(healthUrl(healthcheck));
  return [
    ...(PORT === String(defaultPort) ? [] : [`PORT is ${PORT}, a service’s own is ${defaultPort}`]),
    ...(port === PORT ? [] : [`the health check asks port ${port}, the service listens on ${PORT}`]),
    ...(HOST === '0.0.0.0' ? [] : [`HOST is ${HOST}: other containers do not reach it`]),
  ];
}

/** The address that a health check asks. */
export function healthUrl(healthcheck: Container['healthcheck']): string {
  return healthcheck?.test.find((word) => word.startsWith('http://')) ?? 'http://nowhere.invalid/';
}

function databaseFindings(address = '', { environment = {} }: Container): string[] {
  const { hostname, port, username, password, pathname } = URL.parse(address) ?? new URL('postgres://-');
  const right =
    hostname === 'postgres' &&
    port === '5432' &&
    username === environment.POSTGRES_USER &&
    password === environment.POSTGRES_PASSWORD &&
    pathname === `/${environment.POSTGRES_DB}`;
  return right
    ? []
    : ['DATABASE_URL is not the address of the container postgres, its user and its database'];
}

function brokerFindings(brokers: string | undefined, { environment = {} }: Container): string[] {
  const advertised = environment.KAFKA_ADVERTISED_LISTENERS;
  return `PLAINTEXT://${brokers}` === advertised
    ? []
    : [`KAFKA_BROKERS is ${brokers}, the container kafka gives itself out as ${advertised}`];
}
