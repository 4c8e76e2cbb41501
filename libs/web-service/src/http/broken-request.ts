import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { correlationId } from './correlation-id.js';
import { httpProblem, problemOfStatus } from './http-problem.js';
import type { Problem } from './problem.js';
import { sendProblem } from './problem-filter.js';
import { setSafeHeaders } from './security-headers.js';

/** Answers an address that is none (broken percent-encoding, an id without end): it reaches no route and no filter. */
export function answerBrokenAddress(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  setSafeHeaders(request.raw, reply.raw);
  void reply.header('x-correlation-id', request.id);
  sendProblem(reply, request.id, httpProblem(error) ?? (problemOfStatus(400) as Problem));
}

/** Answers what is not even HTTP, or has headers without end; the connection cannot be used any more. */
export function answerBrokenHttp(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const id = correlationId({});
  const text = JSON.stringify({ ...problemOfStatus(status), correlationId: id });
  const head = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    `x-correlation-id: ${id}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};
