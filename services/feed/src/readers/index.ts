import type { ControllerRoute, RouteParts } from '@ctg/web-service';
import type { Type } from '@nestjs/common';
import { z } from 'zod';
import { pageQuery, streamQuery } from './feed-query.js';
import { pageRoute } from './page-route.js';
import { reading } from './reading.js';
import { readers } from './right-to-see.js';
import { streamRoute } from './stream-route.js';

/** The feed over HTTP, for subscribers who have no Kafka. */
export function feedRoutes(parts: RouteParts): readonly Type<unknown>[] {
  const shared = reading(parts);
  return [pageRoute(shared), streamRoute(shared)];
}

const cloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  time: z.iso.datetime().optional(),
  data: z.unknown().optional(),
});

/** What they answer, as the documentation tells it. */
export const readersRoutes: readonly ControllerRoute[] = [
  {
    name: 'feed.read-page',
    title: 'Lire les événements suivants',
    description: 'Des CloudEvents en JSON ; attend s’il n’y a rien. Voir docs/subscribing.md.',
    roles: readers,
    route: '/api/feed',
    query: pageQuery,
    produces: 'application/json',
    answerSchema: z.object({
      events: z.array(cloudEvent).describe('Des CloudEvents 1.0'),
      next: z.string().describe('À renvoyer dans after'),
      caughtUp: z.boolean().describe('Rien d’autre n’est enregistré pour l’instant'),
    }),
  },
  {
    name: 'feed.follow',
    title: 'Suivre les événements (Server-Sent Events)',
    description: 'Reprend après l’en-tête Last-Event-ID, ou après « after ».',
    roles: readers,
    route: '/api/feed/stream',
    query: streamQuery,
    produces: 'text/event-stream',
    answerSchema: z.string().describe('Un message par événement : id, event, data (un CloudEvent)'),
  },
];
