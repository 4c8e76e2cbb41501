import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { meaningOf } from './meaning.js';

const coded = (message: string, code: number) => Object.assign(new Error(message), { code });

test.each<[string, unknown, ReturnType<typeof meaningOf>]>([
  [
    'a wrong revision',
    new WrongExpectedVersionError(undefined as never, { streamName: 's', current: 1n, expected: 0n }),
    'answer',
  ],
  ['a deleted stream', StreamDeletedError.fromStreamName('s'), 'answer'],
  ['a missing stream', new StreamNotFoundError(null as never, 's'), 'answer'],
  ['too large', MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576), 'answer'],
  ['a position inside a record', coded('2 UNKNOWN: Unexpected ReadAllResult: Error', 2), 'answer'],
  ['no event at all', new UnknownError(undefined as never, 'Could not recognize BadRequest'), 'answer'],
  ['no right', new AccessDeniedError(), 'denied'],
  ['a wrong password', coded('16 UNAUTHENTICATED: Unauthenticated', 16), 'denied'],
  ['no quorum, or the same under way', new DeadlineExceededError(), 'busy'],
  [
    'a server that starts or stops',
    new UnknownError(undefined as never, 'Could not recognize Server Is Not Ready'),
    'busy',
  ],
  ['reads of a server that starts', coded('14 UNAVAILABLE: Server Is Not Ready', 14), 'busy'],
  ['a connection that broke', new UnavailableError(), 'broken'],
  ['a call that was cancelled', new CancelledError(), 'broken'],
  ['too slow', new TimeoutError(), 'broken'],
  [
    'a refused connection',
    coded('14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED', 14),
    'broken',
  ],
  ['no leader found', new Error('Failed to discover after 10 attempts.'), 'broken'],
  [
    'a message too large for the transport',
    coded('8 RESOURCE_EXHAUSTED: Received message larger than max', 8),
    'broken',
  ],
  [
    'a name that nobody knows',
    coded('14 UNAVAILABLE: Name resolution failed for target dns:x', 14),
    'configuration',
  ],
  [
    'no authority',
    coded('14 UNAVAILABLE: No connection established. Last error: self-signed certificate', 14),
    'configuration',
  ],
  ['plain text to a TLS port', coded('14 UNAVAILABLE: … wrong version number', 14), 'configuration'],
])('%s', (_, error, meaning) => {
  expect(meaningOf(error)).toBe(meaning);
});
