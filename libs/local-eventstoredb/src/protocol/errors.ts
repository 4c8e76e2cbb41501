import { Metadata, status } from '@grpc/grpc-js';
import type { Access, Right } from '../access.js';

/** An error of a whole call, as the server gives it: a code, and the name of an exception among the trailers. */
export interface CallError {
  readonly code: status;
  readonly details: string;
  readonly metadata?: Metadata;
}

export const callError = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): CallError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return { code, details, metadata };
};

export const notReady = callError(status.UNAVAILABLE, 'Server Is Not Ready');
export const thrown = callError(status.UNKNOWN, 'Exception was thrown by handler.');

/** Why a call may not happen, if it may not. */
export function refusal(
  access: Access,
  metadata: Metadata,
  right: Right,
  stream: string,
): CallError | undefined {
  const [authorization] = metadata.get('authorization');
  const verdict = access.may(authorization?.toString(), right, stream);
  if (verdict === 'unknown') return callError(status.UNAUTHENTICATED, 'Unauthenticated');
  if (verdict === 'denied')
    return callError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
  return undefined;
}

/** The right an append needs: metadata has one of its own. */
export const rightToAppend = (stream: string): readonly [Right, string] =>
  stream.startsWith('$$') ? ['$mw', stream.slice(2)] : ['$w', stream];
