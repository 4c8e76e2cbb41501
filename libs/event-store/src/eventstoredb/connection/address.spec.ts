import { inspect } from 'node:util';
import { readAddress, WrongAddress } from './address.js';

const failureOf = (url: string, password?: string) => {
  try {
    readAddress(url, password);
  } catch (error) {
    return error as Error;
  }
  throw new Error('taken');
};

test.each([
  ['esdb://a', { hosts: [{ address: 'a', port: 2113 }], tls: true, discover: false }],
  ['esdb://a:1,b:2,c:3?tls=false', { tls: false, shown: 'esdb://a:1,b:2,c:3' }],
  ['esdb+discover://cluster.example:2113', { discover: true }],
  ['esdb://ctg:p%2F%40%3A@a:1/?tls=true', { credentials: { username: 'ctg', password: 'p/@:' } }],
])('%s', (url, expected) => {
  expect(readAddress(url)).toMatchObject(expected);
});

test('a password may come from elsewhere', () => {
  expect(readAddress('esdb://ctg@a', 'p/@').credentials).toEqual({ username: 'ctg', password: 'p/@' });
});

test.each([
  'esdb://ctg:s3cret@a?tsl=true',
  'esdb://ctg:s3cret/x@a:1',
  'esdb://ctg:s3cret@x@a:1',
  'esdb://ctg:s3cret?@a:1',
  'esdb://ctg:s3cret#@a:1',
  'esdb://ctg:s3cret:x@a:1',
  'esdb://ctg:s3cret%zz@a:1',
  'esdb://ctg:s3cret@a:1?tls=false',
  'esdb://ctg:s3cret@a:1?tls=perhaps',
  'esdb://ctg:s3cret@a:123456',
  'esdb://ctg:s3cret@a:1?tlsCAFile=/nowhere/s3cret.pem',
  'esdb://ctg:s3cret@a:1?keepAliveInterval=s3cret',
  'esdb+discover://ctg:s3cret@a:1,b:1',
  'http://ctg:s3cret@a:1',
  's3cret',
])('what cannot be used is refused before a client sees it, and the secret is not said: %s', (url) => {
  const error = failureOf(url);
  expect(error).toBeInstanceOf(WrongAddress);
  expect(error.message).toMatch(/^EVENTSTOREDB_URL/);
  expect(`${error.message} ${inspect(error)}`).not.toContain('s3cret@');
  expect(error.message).not.toContain('s3cret');
});
