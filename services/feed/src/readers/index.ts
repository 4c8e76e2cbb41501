import type { ControllerRoute, RouteParts } from '@ctg/web-service';
import type { Type } from '@nestjs/common';
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
  },
  {
    name: 'feed.follow',
    title: 'Suivre les événements (Server-Sent Events)',
    description: 'Reprend après l’en-tête Last-Event-ID, ou après « after ».',
    roles: readers,
    route: '/api/feed/stream',
    query: streamQuery,
    produces: 'text/event-stream',
  },
];
