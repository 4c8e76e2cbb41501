import type { Fault } from './invalid-request.js';

/** RFC 9457 problem details; texts are French. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice?: string;
  readonly errors?: readonly Fault[];
  /** Seconds after which it is worth trying again; also the header Retry-After. */
  readonly retryAfter?: number;
  readonly correlationId?: string;
}

/** A problem of that code; `type` is `/problems/<code>`. */
export const problem = (
  status: number,
  code: string,
  title: string,
  more: Partial<Problem> = {},
): Problem => ({
  type: `/problems/${code}`,
  title,
  status,
  ...more,
});
