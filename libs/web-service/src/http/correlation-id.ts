import type { IncomingHttpHeaders } from 'node:http';
import { v7 as newUuid } from 'uuid';

const shape = /^[\w.:-]{1,100}$/;

/** What ties a request to its logs and events: the caller's own id, else the trace it is part of, else a new one. */
export function correlationId(headers: IncomingHttpHeaders): string {
  const given = headers['x-correlation-id'];
  if (typeof given === 'string' && shape.test(given)) return given;
  const { traceparent } = headers;
  const trace = typeof traceparent === 'string' ? /^00-([0-9a-f]{32})-/.exec(traceparent)?.[1] : undefined;
  return trace ?? newUuid();
}
