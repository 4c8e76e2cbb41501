import { projectFiles, projectOf } from '../project.js';
import { environmentHere } from './running.js';

const { partners } = projectOf(projectFiles()).document.services;
const databaseUrl = 'postgres://here/ctg';

test('only the addresses of other containers change', () => {
  const { environment } = partners ?? {};
  expect(environmentHere(partners ?? {}, 4123, { databaseUrl, broker: '127.0.0.1:9' })).toEqual({
    ...environment,
    PORT: '4123',
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: '127.0.0.1:9',
  });
});

test('without a broker the feed is the embedded one', () => {
  const here = environmentHere(partners ?? {}, 4123, { databaseUrl, broker: undefined });
  expect(here.FEED).toBe('embedded');
  expect(Object.keys(here).filter((name) => name.startsWith('KAFKA'))).toEqual([]);
});
