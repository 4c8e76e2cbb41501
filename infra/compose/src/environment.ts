import type { Container, Project } from './project.js';
import { oneShots, ownServices } from './project.js';

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
  const preparation = preparing(project);
  return [
    ...databaseFindings(preparation.DATABASE_URL, postgres, {
      user: postgres.environment?.POSTGRES_USER,
      password: postgres.environment?.POSTGRES_PASSWORD,
    }).map((finding) => `the preparation of the database: ${finding}`),
    ...ownServices(project).flatMap(([name, { environment = {}, healthcheck }]) =>
      [
        ...settingsFindings(environment, known),
        ...portFindings(environment, healthcheck, known),
        ...databaseFindings(environment.DATABASE_URL, postgres, roleOf(name, postgres, preparation)),
        ...secretFindings(environment, postgres),
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

interface Login {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/** The environment of the container that is told the administrator's password. */
const preparing = (project: Project) => oneShots(project)[0]?.[1].environment ?? {};

/** The role that the preparation gives a service. */
function roleOf(
  service: string,
  { environment = {} }: Container,
  preparation: Readonly<Record<string, string>>,
): Login {
  const schema = service.replaceAll('-', '_');
  return {
    user: `${environment.POSTGRES_DB}_${schema}`,
    password: preparation[`DATABASE_PASSWORD_${schema.toUpperCase()}`],
  };
}

function databaseFindings(address = '', { environment = {} }: Container, login: Login): string[] {
  const { hostname, port, username, password, pathname } = URL.parse(address) ?? new URL('postgres://-');
  const right =
    hostname === 'postgres' &&
    port === '5432' &&
    username === login.user &&
    password === login.password &&
    pathname === `/${environment.POSTGRES_DB}`;
  return right
    ? []
    : ['DATABASE_URL is not the address of the container postgres, the role of this one and its database'];
}

/** No service knows what only the preparation may know. */
const secretFindings = (
  environment: Readonly<Record<string, string>>,
  { environment: postgres = {} }: Container,
): string[] =>
  Object.entries(environment)
    .filter(([, value]) => value.includes(postgres.POSTGRES_PASSWORD ?? 'none'))
    .map(([name]) => `${name} holds the administrator’s password`);

function brokerFindings(brokers: string | undefined, { environment = {} }: Container): string[] {
  const advertised = environment.KAFKA_ADVERTISED_LISTENERS;
  return `PLAINTEXT://${brokers}` === advertised
    ? []
    : [`KAFKA_BROKERS is ${brokers}, the container kafka gives itself out as ${advertised}`];
}
