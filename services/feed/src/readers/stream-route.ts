import type { OutgoingHttpHeaders } from 'node:http';
import { AllowRoles, type AuthenticatedRequest, bearerOf, Seats, shaped, whenOver } from '@ctg/web-service';
import { Controller, Get, type OnModuleDestroy, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { epochFor } from './cursor.js';
import { lastEventId, streamQuery } from './feed-query.js';
import { readPage } from './read-page.js';
import type { Reading } from './reading.js';
import { readers } from './right-to-see.js';
import { asHeartbeat, asMessage, written } from './server-sent.js';
import { tooManyReaders } from './too-many-readers.js';

const heartbeatEvery = 15_000;
const verifyEvery = 1_000;
/** Small, so that little is held for a reader that is slow. */
const pageSize = 50;

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** `GET /api/feed/stream`: the events as Server-Sent Events, without end. */
export function streamRoute(reading: Reading): Type<unknown> {
  const seats = new Seats({ ofPerson: 4, ofCaf: 100, ofAll: 200, full: tooManyReaders });
  const stopping = new AbortController();

  @Controller('api/feed')
  class StreamRoute implements OnModuleDestroy {
    @Get('stream')
    @AllowRoles(readers)
    async open(@Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
      const { headers } = request;
      const asked = shaped(streamQuery, request.query);
      const resumed = headers['last-event-id'];
      const after = resumed
        ? shaped(lastEventId, { 'Last-Event-ID': resumed })['Last-Event-ID']
        : asked.after;
      const epoch = await epochFor(after, reading.store);
      if (request.method === 'HEAD') {
        await reply.headers(streamHeaders).send();
        return;
      }
      const token = bearerOf(headers.authorization);
      const leave = seats.take(request.actor);
      try {
        await follow(reading, {
          reply,
          token,
          after: after.position,
          epoch,
          types: asked.types,
          stopping: stopping.signal,
        });
      } finally {
        leave();
      }
    }

    onModuleDestroy(): void {
      stopping.abort();
    }
  }
  return StreamRoute;
}

interface Following {
  readonly reply: FastifyReply;
  readonly token: string;
  readonly after: bigint;
  readonly epoch: number;
  readonly types: readonly string[] | undefined;
  readonly stopping: AbortSignal;
}

/** Sends until the reader leaves, its token is not accepted any more, or the service stops. Reads no more than is taken. */
async function follow(reading: Reading, following: Following): Promise<void> {
  const { reply, token, after, epoch, types, stopping } = following;
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopping]);
  const { raw } = reply;
  whenOver(raw, () => over.abort());
  raw.on('error', () => over.abort());
  // A reader that is slow or has nothing to read is shown the door as soon as any other.
  const verifying = setInterval(() => {
    reading.verifier.verify(token).catch(() => over.abort());
  }, verifyEvery);
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    ...streamHeaders,
  });
  try {
    await written(raw, 'retry: 1000\n\n', signal);
    let heartbeatAt = performance.now() + heartbeatEvery;
    const send = async (text: string) => {
      await written(raw, text, signal);
      heartbeatAt = performance.now() + heartbeatEvery;
    };
    for (let position = after; ; ) {
      const actor = await reading.verifier.verify(token);
      const asked = { actor, after: position, limit: pageSize, ...(types ? { types } : {}) };
      const page = await readPage(reading, asked);
      for (const event of page.events) await send(asMessage(event, epoch));
      position = page.next;
      await reading.rightsKnown.passes(position, heartbeatAt - performance.now(), signal);
      // Also when much happens, but nothing that this reader may see.
      if (!signal.aborted && performance.now() < heartbeatAt) continue;
      // A store that was restored while it is followed ends the stream: the reader comes again and is told.
      await epochFor({ position, epoch }, reading.store);
      await send(asHeartbeat({ position, epoch }));
    }
  } catch {
    // Whatever it was, the reader comes again with its Last-Event-ID and is then told what is wrong.
  } finally {
    clearInterval(verifying);
    if (raw.writableNeedDrain) raw.destroy();
    else raw.end();
  }
}
