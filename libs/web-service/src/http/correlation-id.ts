import type { IncomingHttpHeaders } from 'node:http';
import { v7 as newUuid } from 'uuid';

/**
 * A UUID, or a trace id: 16 to 64 hexadecimal digits. It is written into events for ever, so nothing that could hold a
 * name or a phone number is taken.
 */
const shape = /^[0-9a-f]{16,64}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What ties a request to its logs and events: the caller's own id, else the trace it is part of, else a new one. */
export function correlationId(headers: IncomingHttpHeaders): string {
  const given = headers['x-correlation-id'];
  if (typeof given === 'string' && shape.test(given)) return given;
  const { traceparent } = headers;
  const trace = typeof traceparent === 'string' ? /^00-([0-9a-f]{32})-/.exec(traceparent)?.[1] : undefined;
  return trace ?? newUuid();
}
