import { StoreUnavailable } from '@ctg/event-store';
import { QueryFailedError } from 'typeorm';
import { LeaseLost } from '../checkpoint/lease.js';
import { isOutage } from './outage.js';

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['a lost connection', coded('08006')],
  ['a server that shuts down', coded('57P01')],
  ['too many connections', coded('53300')],
  ['a deadlock', coded('40P01')],
  ['a serialization failure', coded('40001')],
  ['a refused connection', coded('ECONNREFUSED')],
  ['what the driver says of a lost connection', new Error('Connection terminated unexpectedly')],
  ['an error that the ORM wrapped', new QueryFailedError('SELECT 1', [], coded('40P01'))],
  ['a cause far down', new Error('outer', { cause: new Error('inner', { cause: coded('ECONNRESET') }) })],
  ['several addresses tried', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
  ['the event store', new StoreUnavailable('gone')],
  ['a lost lease', new LeaseLost('g', 'l')],
])('%s is not the event’s fault', (_, error) => {
  expect(isOutage(error)).toBe(true);
});

test.each([
  ['a defect', new TypeError('undefined is not a function')],
  ['a broken constraint', new QueryFailedError('INSERT', [], coded('23502'))],
  ['a bad value', coded('22P02')],
  ['a thrown text', 'no'],
  ['nothing', undefined],
])('%s is', (_, error) => {
  expect(isOutage(error)).toBe(false);
});
