import { readSettings, WrongSettings } from './settings.js';

test('without a word everything has its default', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ' }, '/product')).toEqual({
    port: 4000,
    dataDir: '/product/.data',
    logLevel: 'warn',
  });
});

test('every variable is heeded', () => {
  const databaseUrl = 'postgres://u:p@db.example:5432/ctg';
  const variables = {
    PORT: '0',
    CTG_DATA_DIR: '/var/ctg',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'debug',
    FEED: 'embedded',
  };
  expect(readSettings(variables, '/product')).toEqual({
    port: 0,
    dataDir: '/var/ctg',
    databaseUrl,
    logLevel: 'debug',
  });
});

test('a rehearsal is asked for by its word, and production refuses it beside all else', () => {
  expect(readSettings({ REHEARSAL: 'true' }, '/product')).toMatchObject({ rehearsal: true });
  expect(readSettings({ REHEARSAL: 'false' }, '/product')).not.toHaveProperty('rehearsal');
  expect(() => readSettings({ REHEARSAL: 'yes' }, '/product')).toThrow('REHEARSAL doit être « true »');
  const production = { REHEARSAL: 'true', NODE_ENV: 'production' };
  expect(() => readSettings(production, '/product')).toThrow('REHEARSAL=true est refusé');
});

test('all faults are told at once, each in one sentence that names its variable', () => {
  const variables = {
    PORT: '70000',
    DATABASE_URL: 'mysql://x',
    EVENT_STORE: 'kurrentdb',
    FEED: 'rabbit',
    LOG_LEVEL: 'loud',
    NODE_ENV: 'production',
  };
  let faults: readonly string[] = [];
  try {
    readSettings(variables, '/product');
  } catch (error) {
    faults = (error as WrongSettings).faults;
  }
  expect(faults).toHaveLength(6);
  for (const [index, name] of [
    'PORT',
    'DATABASE_URL',
    'FEED',
    'LOG_LEVEL',
    'NODE_ENV',
    'EVENT_STORE',
  ].entries()) {
    expect(faults[index]).toContain(name);
  }
});

test.each(['-1', '4000x', '99999', '1e3', '4 000'])('PORT=%s is refused', (PORT) => {
  expect(() => readSettings({ PORT }, '/product')).toThrow(PORT);
});

test.each(['postgres://db.example', 'http://db.example/ctg', 'ctg', 'postgres:'])(
  'DATABASE_URL=%s is refused',
  (url) => {
    expect(() => readSettings({ DATABASE_URL: url }, '/product')).toThrow(WrongSettings);
  },
);

test('Kafka is asked for by FEED, its settings come along', () => {
  expect(readSettings({ FEED: 'kafka' }, '/product').kafka).toEqual({
    KAFKA_SSL: 'false',
    KAFKA_TOPIC_PREFIX: 'ctg',
    KAFKA_PARTITIONS: 6,
    KAFKA_REPLICATION: 1,
  });
  expect(() => readSettings({ FEED: 'kafka', KAFKA_PARTITIONS: '0' }, '/product')).toThrow(WrongSettings);
});

test('EventStoreDB is asked for by EVENT_STORE, its address is checked and its password never said', () => {
  const EVENTSTOREDB_URL = 'esdb://ctg:secret@db.example:2113?tls=true';
  const { eventStore } = readSettings({ EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL }, '/product');
  expect(eventStore).toEqual({ kind: 'eventstoredb', url: EVENTSTOREDB_URL, mustBeSafe: false });
  for (const url of ['', 'http://db.example', `${EVENTSTOREDB_URL}&secret=1`]) {
    const read = () => readSettings({ EVENT_STORE: 'eventstoredb', EVENTSTOREDB_URL: url }, '/product');
    expect(read).toThrow('EVENTSTOREDB_URL');
    expect(read).not.toThrow('secret');
  }
});
