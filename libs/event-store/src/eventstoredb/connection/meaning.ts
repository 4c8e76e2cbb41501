import {
  AccessDeniedError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';

/**
 * What an error of the client means for the call that met it:
 * - `answer`: the server answered about the stream or the position; the connection is well, asking again is no use;
 * - `denied`: it answered that this user may not, or is unknown;
 * - `configuration`: nobody can be reached this way until a setting changes (yet it is asked again: a server that starts
 *   says the same);
 * - `busy`: it answered that it cannot just now; what was asked may have happened, and is asked again;
 * - `broken`: no answer will come; what was asked may have happened, and is asked again over a new client.
 */
export type Meaning = 'answer' | 'denied' | 'configuration' | 'busy' | 'broken';

/** The error classes of the client, one to one. */
export function meaningOf(error: unknown): Meaning {
  if (
    error instanceof WrongExpectedVersionError ||
    error instanceof StreamDeletedError ||
    error instanceof StreamNotFoundError ||
    error instanceof MaxAppendSizeExceededError ||
    isBadPosition(error)
  )
    return 'answer';
  if (error instanceof AccessDeniedError || codeOf(error) === 7 || codeOf(error) === 16) return 'denied';
  // No leader yet, or the same append is still under way.
  if (error instanceof DeadlineExceededError || /Server Is Not Ready/.test(messageOf(error))) return 'busy';
  if (isBadRequest(error)) return 'answer';
  if (
    codeOf(error) === 14 &&
    /certificate|self.signed|wrong version number|ENOTFOUND|EAI_AGAIN|Name resolution/i.test(messageOf(error))
  )
    return 'configuration';
  return 'broken';
}

/** A position that is not the start of a record, or a stream that was deleted and is written to again. */
export function isBadPosition(error: unknown): boolean {
  return (
    codeOf(error) === 2 && /Unexpected ReadAllResult|Exception was thrown by handler/.test(messageOf(error))
  );
}

/** A bad id, an empty type, an empty name: what the port refuses before. */
export const isBadRequest = (error: unknown) => /Could not recognize BadRequest/.test(messageOf(error));

const codeOf = (error: unknown) => (error as { code?: unknown } | undefined)?.code;
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
