import { toCloudEvent } from '@ctg/feed/cloud-events';
import { AllowRoles, type AuthenticatedRequest, Seats, shaped, whenOver } from '@ctg/web-service';
import { Controller, Get, type OnModuleDestroy, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { cursorText, epochFor } from './cursor.js';
import { pageQuery } from './feed-query.js';
import { type Page, type PageRequest, readPage } from './read-page.js';
import type { Reading } from './reading.js';
import { readers } from './right-to-see.js';
import { tooManyReaders } from './too-many-readers.js';

/** Longer than this nothing is waited for: a request is answered within 30 seconds. */
const longestWait = 28_000;

/** `GET /api/feed`: the next events as JSON; waits for one when there is none. */
export function pageRoute(reading: Reading): Type<unknown> {
  const seats = new Seats({ ofPerson: 10, ofCaf: 250, ofAll: 500, full: tooManyReaders });
  const stopping = new AbortController();

  @Controller('api/feed')
  class PageRoute implements OnModuleDestroy {
    @Get()
    @AllowRoles(readers)
    async read(
      @Req() { query, actor, method }: AuthenticatedRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<object> {
      const { wait, after, limit, types } = shaped(pageQuery, query);
      const epoch = await epochFor(after, reading.store);
      const leave = seats.take(actor);
      const gone = new AbortController();
      whenOver(reply.raw, () => gone.abort());
      try {
        const request = { actor, after: after.position, limit, ...(types ? { types } : {}) };
        // Nobody waits for events that are not shown.
        const patience = method === 'HEAD' ? 0 : wait * 1_000;
        const signal = AbortSignal.any([gone.signal, stopping.signal]);
        const { events, next, caughtUp } = await pageWithin(reading, request, patience, signal);
        void reply.header('cache-control', 'no-store');
        return { events: events.map(toCloudEvent), next: cursorText({ position: next, epoch }), caughtUp };
      } finally {
        leave();
      }
    }

    /** Those who wait are answered with what there is. */
    onModuleDestroy(): void {
      stopping.abort();
    }
  }
  return PageRoute;
}

async function pageWithin(
  reading: Reading,
  request: PageRequest,
  wait: number,
  signal: AbortSignal,
): Promise<Page> {
  const deadline = performance.now() + Math.min(wait, longestWait);
  for (let { after } = request; ; ) {
    const page = await readPage(reading, { ...request, after });
    if (page.events.length > 0) return page;
    after = page.next;
    if (!(await reading.rightsKnown.passes(after, deadline - performance.now(), signal))) return page;
    if (performance.now() >= deadline || signal.aborted) return page;
  }
}
