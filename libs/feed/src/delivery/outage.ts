import { LeaseLost } from '../checkpoint/lease.js';
import { CheckpointAstray } from '../checkpoint/mark.js';

/** SQLSTATE classes and codes that say nothing about the event in hand. */
const classes = ['08', '28', '53', '57P', '58'];
const codes = new Set(['40001', '40P01', '55P03', '25006', '25P03', '25P04']);
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const names = new Set([
  'StoreUnavailable',
  'TablesBehind',
  'TableGone',
  'DriverNotConnectedError',
  'CannotConnectAlreadyConnectedError',
]);
const sentences =
  /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|not queryable|cannot use a pool after/i;

/**
 * True for what is no fault of the event: a lost connection, a deadlock, a serialization failure, a full server, a
 * login that is refused (its password was changed), a lost lease. Such a delivery is tried again for as long as it takes and nothing is parked.
 */
export function isOutage(error: unknown, depth = 0): boolean {
  if (error instanceof LeaseLost || error instanceof CheckpointAstray) return true;
  if (!(error instanceof Error) || depth > 5) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    if (network.has(code) || codes.has(code)) return true;
    if (code.length === 5 && classes.some((begin) => code.startsWith(begin))) return true;
  }
  if (names.has(error.name) || sentences.test(error.message)) return true;
  const inner = [error.cause, (error as { driverError?: unknown }).driverError];
  if (error instanceof AggregateError) inner.push(...error.errors);
  return inner.some((each) => each !== error && isOutage(each, depth + 1));
}
