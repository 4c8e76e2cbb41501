import { serverProperties } from '../../../libs/local-kafka/src/server-properties.js';
import { readServiceSettings } from '../../../libs/web-service/src/running/service-settings.js';
import { environmentFindings, type KnownSettings } from './environment.js';
import { gatewayFindings } from './gateway.js';
import { imageFindings } from './images.js';
import { ownServices, type Project, type ProjectFiles, projectFiles, projectOf } from './project.js';
import { sampleFindings } from './sample-variables.js';
import { mistaken } from './scene-testing.js';
import { specificationFindings } from './specification.js';
import { wiringFindings } from './wiring.js';

const broker = serverProperties({ port: 1, controllerPort: 2, logDir: '/' });
const known: KnownSettings = {
  read: readServiceSettings,
  defaultPort: readServiceSettings({
    DATABASE_URL: 'postgres://u:p@h/d',
    OIDC_ISSUER: 'https://id.example',
    SUBJECT_KEY: '0'.repeat(64),
  }).PORT,
  brokerProperties: new Set(broker.split('\n').map((line) => line.split('=')[0] ?? '')),
};
/** The other checks rely on the shapes that the specification asks for. */
function findings(project: Project): string[] {
  const misshapen = specificationFindings(project);
  if (misshapen.length > 0) return misshapen;
  return [
    ...sampleFindings(project),
    ...imageFindings(project),
    ...wiringFindings(project),
    ...gatewayFindings(project),
    ...environmentFindings(project, known),
  ];
}

test('the files of this checkout agree with the specification, the code and each other', () => {
  expect(findings(projectOf(projectFiles()))).toEqual([]);
});

test('the Kafka names that were agreed on are read', () => {
  const { document } = projectOf(projectFiles());
  const sasl = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'p' };
  const environment = { ...document.services.partners?.environment, KAFKA_SSL: 'true', ...sasl };
  expect(readServiceSettings(environment)).toMatchObject({ ...sasl, KAFKA_SSL: 'true', FEED: 'kafka' });
});

test('each of the six services is one container', () => {
  const names = ownServices(projectOf(projectFiles())).map(([name]) => name);
  expect(names).toEqual(['partners', 'diagnostics', 'action-plans', 'evaluation', 'history', 'feed']);
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the variables of Compose look like that
test.each<[keyof ProjectFiles, string, string, string]>([
  [
    'compose',
    'mem_limit: 2g',
    'memory: 2g',
    'must NOT have additional properties {"additionalProperty":"memory"}',
  ],
  ['compose', '    restart: unless-stopped\n', '', 'postgres: has no restart policy'],
  ['compose', '  OIDC_ISSUER:', '  OIDC_ISSUER_URL:', 'OIDC_ISSUER : '],
  ['compose', '  KAFKA_BROKERS:', '  KAFKA_BROKER:', 'KAFKA_BROKERS : attendu avec FEED=kafka'],
  ['compose', '  LOG_LEVEL:', '  LOG_LEVELS:', 'partners: no service reads LOG_LEVELS'],
  ['compose', 'FEED: kafka', 'FEED: rabbit', 'FEED : '],
  ['compose', 'PORT: "4000"', 'PORT: "4001"', 'PORT is 4001, a service’s own is 4000'],
  ['compose', '4000/health/ready', '4002/health/ready', 'the health check asks port 4002'],
  ['compose', 'HOST: 0.0.0.0', 'HOST: 127.0.0.1', 'other containers do not reach it'],
  ['compose', '@postgres:5432', '@database:5432', 'DATABASE_URL is not the address'],
  ['compose', 'KAFKA_BROKERS: kafka:9092', 'KAFKA_BROKERS: kafka:9093', 'KAFKA_BROKERS is kafka:9093'],
  ['compose', 'KAFKA_LOG_DIRS', 'KAFKA_LOG_DIRECTORIES', 'log.directories is no property'],
  ['compose', 'POSTGRES_DB', 'POSTGRES_DATABASE', 'the image reads no POSTGRES_DATABASE'],
  ['compose', 'target: service', 'target: runtime', 'the Dockerfile has no stage runtime'],
  ['compose', 'dockerfile: Dockerfile', 'dockerfile: docker/Dockerfile', 'docker/Dockerfile does not exist'],
  ['compose', 'SERVICE: history', 'SERVICE: histories', 'services/histories/src/main.ts does not exist'],
  ['compose', 'SERVICE: history', 'NAME: history', 'stage service declares no ARG NAME'],
  ['compose', 'SERVICE: feed', 'SERVICE: history', 'services/feed has no container'],
  ['compose', 'postgres:18.4-bookworm', 'postgres:latest', 'image postgres:latest has no version'],
  ['compose', 'postgres-data:/', 'pg-data:/', 'the volume pg-data is not there'],
  ['compose', './infra/compose/Caddyfile', './infra/Caddyfile', 'the volume ./infra/Caddyfile is not there'],
  ['compose', '    kafka:\n      condition', '    broker:\n      condition', 'waits for broker'],
  ['compose', 'service_healthy', 'service_started', 'waits for kafka to be service_started'],
  [
    'compose',
    'service_completed_successfully',
    'service_healthy',
    'waits for database-roles to be service_healthy',
  ],
  ['compose', 'postgres://ctg_history:', 'postgres://ctg_feed:', 'history: DATABASE_URL is not the address'],
  [
    'compose',
    'postgres://ctg_history:${DATABASE_PASSWORD_HISTORY:?expected in .env}',
    'postgres://ctg:${POSTGRES_PASSWORD:?expected in .env}',
    'history: DATABASE_URL holds the administrator’s password',
  ],
  [
    'compose',
    '      DATABASE_PASSWORD_FEED: ${DATABASE_PASSWORD_FEED:?expected in .env}\n',
    '',
    'feed: DATABASE_URL is not the address',
  ],
  ['compose', 'SERVICE: cli', 'SERVICE: clients', 'services/clients/src/main.ts does not exist'],
  ['compose', ':8080\n', ':8081\n', 'gateway: the gateway listens on 8080'],
  ['compose', '8080/health/live', '8080/healthy', 'the gateway does not answer'],
  ['compose', '${POSTGRES_PASSWORD:?expected in .env}@', 'secret@', 'DATABASE_URL: a secret is written'],
  ['compose', 'PASSWORD: ${POSTGRES_PASSWORD:?expected in .env}', 'PASSWORD: secret', 'a secret is written'],
  ['compose', '${POSTGRES_PASSWORD:?expected in .env}', '${POSTGRES_PASSWORD:-ctg}', 'must be required'],
  ['compose', '${LOG_LEVEL:-info}', '${LOGGING:-info}', 'LOGGING: used, but not in .env.example'],
  ['sample', 'LOG_LEVEL=', 'LOGGING=', 'LOGGING: in .env.example, but unused'],
  ['dockerfile', 'node:20.20.2-slim', 'node:latest', 'FROM node:latest is neither'],
  ['dockerfile', '--from=build', '--from=builder', 'COPY --from=builder is no stage'],
  ['dockerfile', 'COPY nx.json', 'COPY turbo.json', 'turbo.json does not exist'],
  ['ignore', 'docs\n', 'libs\n', 'libs does not exist or is left out'],
  ['gateway', 'history:4000', 'histories:4000', 'goes to histories, which is no service'],
  ['gateway', 'history:4000', 'history:4001', 'history does not listen on 4001'],
  ['gateway', '/api/evaluation/*', '/api/assessment/*', '/api/evaluation/*: no route'],
])('a mistake in %s is found: %j as %j', (file, from, to, said) => {
  expect(findings(mistaken(file, from, to)).join('\n')).toContain(said);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the variables of Compose look like that
