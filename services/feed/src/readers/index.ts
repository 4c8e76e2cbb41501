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

const example = {
  specversion: '1.0',
  id: '0190f0a0-0000-7000-8000-000000000077',
  source: '/ctg/partners',
  type: 'partners.PartnerAssociated',
  time: '2026-01-12T10:00:00Z',
  subject: '0190f0a0-0000-7000-8000-000000000078',
  position: '1042',
  data: { organisation: '200043404' },
};
const cloudEvent = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: z.string(),
    source: z.string(),
    type: z.string(),
    time: z.iso.datetime().optional(),
    data: z.unknown().optional(),
  })
  .meta({ examples: [example] });

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
      next: z.string().meta({ description: 'À renvoyer dans after', examples: ['1042'] }),
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
    answerSchema: z.string().meta({
      description: 'Un message par événement : id, event, data (un CloudEvent)',
      examples: [`id: 1042\nevent: ${example.type}\ndata: ${JSON.stringify(example)}\n\n`],
    }),
  },
];
