import { readServiceSettings } from './service-settings.js';

const needed = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/ctg',
  OIDC_ISSUER: 'https://id.example',
  SUBJECT_KEY: 'ab'.repeat(32),
};

test('what is needed is enough, an empty variable counts as none', () => {
  expect(readServiceSettings({ ...needed, PORT: ' ', OIDC_JWKS_URI: '' })).toEqual({
    ...needed,
    PORT: 4000,
    HOST: '127.0.0.1',
    eventStore: { kind: 'postgres', connectionString: needed.DATABASE_URL },
    FEED: 'embedded',
    KAFKA_SSL: 'false',
    KAFKA_TOPIC_PREFIX: 'ctg',
    KAFKA_PARTITIONS: 6,
    KAFKA_REPLICATION: 1,
    REHEARSAL: 'false',
    OIDC_AUDIENCE: 'ctg-api',
    LOG_LEVEL: 'info',
    REQUESTS_PER_MINUTE: 6_000,
    TRUSTED_PROXIES: [],
    CORS_ORIGINS: [],
  });
});

test('whom to believe and whom to let in are named exactly', () => {
  const asked = {
    TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::1',
    CORS_ORIGINS: 'https://console.exemple.fr',
  };
  expect(readServiceSettings({ ...needed, ...asked })).toMatchObject({
    TRUSTED_PROXIES: ['loopback', '10.0.0.0/8', 'fd00::1'],
    CORS_ORIGINS: ['https://console.exemple.fr'],
  });
  for (const TRUSTED_PROXIES of ['*', 'true', '10.0.0.0/33', 'gateway'])
    expect(() => readServiceSettings({ ...needed, TRUSTED_PROXIES })).toThrow('- TRUSTED_PROXIES : Attendu');
  for (const CORS_ORIGINS of ['*', 'https://a/b', 'null', 'console.exemple.fr'])
    expect(() => readServiceSettings({ ...needed, CORS_ORIGINS })).toThrow('- CORS_ORIGINS : Attendu');
  for (const PORT of ['0x10', '1e3', '-1', '70000'])
    expect(() => readServiceSettings({ ...needed, PORT })).toThrow('- PORT : ');
});

test('a rehearsal is asked for by its word, and production refuses it', () => {
  expect(readServiceSettings({ ...needed, REHEARSAL: 'true' }).REHEARSAL).toBe('true');
  for (const REHEARSAL of ['1', 'yes', 'TRUE'])
    expect(() => readServiceSettings({ ...needed, REHEARSAL })).toThrow('REHEARSAL doit être « true »');
  const production = { ...needed, NODE_ENV: 'production' };
  expect(() => readServiceSettings({ ...production, REHEARSAL: 'true' })).toThrow(
    'REHEARSAL=true est refusé avec NODE_ENV=production',
  );
  for (const REHEARSAL of ['', 'false'])
    expect(readServiceSettings({ ...production, REHEARSAL }).REHEARSAL).toBe('false');
});

test('every fault is told at once, and no secret with them', () => {
  const wrong = { DATABASE_URL: 'mysql://u:secret@h/d', PORT: '70000', FEED: 'rabbit', LOG_LEVEL: 'loud' };
  const said = (() => {
    try {
      return JSON.stringify(readServiceSettings(wrong));
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const name of ['DATABASE_URL', 'PORT', 'FEED', 'LOG_LEVEL', 'OIDC_ISSUER', 'SUBJECT_KEY'])
    expect(said).toContain(`- ${name} : `);
  expect(said).not.toContain('secret');
});

test('Kafka needs its brokers, and a user needs a password', () => {
  expect(() => readServiceSettings({ ...needed, FEED: 'kafka' })).toThrow('KAFKA_BROKERS');
  const asked = { ...needed, FEED: 'kafka', KAFKA_BROKERS: 'a:9092,b:9092' };
  expect(readServiceSettings(asked).KAFKA_BROKERS).toBe('a:9092,b:9092');
  expect(() => readServiceSettings({ ...asked, KAFKA_BROKERS: 'nowhere' })).toThrow('serveur1:9092');
  expect(() => readServiceSettings({ ...asked, KAFKA_SASL_USERNAME: 'ctg' })).toThrow('vont ensemble');
});

test('EventStoreDB needs its address; the password is never said', () => {
  const asked = { ...needed, EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: 'esdb://ctg@db.example:2113' };
  const given = { ...asked, EVENTSTOREDB_PASSWORD: 'p/@', NODE_ENV: 'production' };
  expect(readServiceSettings(given).eventStore).toEqual({
    kind: 'eventstoredb',
    url: asked.EVENTSTOREDB_URL,
    password: 'p/@',
    mustBeSafe: true,
  });
  expect(() => readServiceSettings(asked)).toThrow('EVENTSTOREDB_PASSWORD');
  expect(() => readServiceSettings({ ...asked, EVENTSTOREDB_URL: '' })).toThrow('EVENTSTOREDB_URL');
  expect(() => readServiceSettings({ ...needed, EVENT_STORE: 'mongo' })).toThrow('EVENT_STORE');
});

test.each([
  { HOST: '!!' },
  { HOST: '127.0.0.1:80' },
  { OIDC_ISSUER: 'ftp://x' },
  { OIDC_ISSUER: 'https://u:p@id.example' },
  { OIDC_JWKS_URI: 'file:///etc/passwd' },
  { DATABASE_URL: 'postgres://u:12/secret@h/db' },
])('%j is refused, and no secret is told', (wrong) => {
  const start = () => readServiceSettings({ ...needed, ...wrong });
  expect(start).toThrow(`- ${Object.keys(wrong)[0]} : attendu `);
  expect(start).not.toThrow('secret');
});

test.each(['0.0.0.0', '::', 'localhost', 'web-1.example'])('HOST=%s is accepted', (HOST) => {
  expect(readServiceSettings({ ...needed, HOST }).HOST).toBe(HOST);
});
