import type { RouteRefusals } from '@ctg/web-service';

/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */
export const refusals: RouteRefusals = {
  said: {
    '409 no-relay': 'Ici les événements ne passent pas par Kafka : il n’y a pas de relais.',
    '409 position-in-the-future': 'Cette position n’existe pas encore : des événements seraient sautés.',
  },
  routes: {
    'feed.read-relay': ['409 no-relay'],
    'feed.verify-relay': ['409 no-relay'],
    'feed.read-verification': ['409 no-relay'],
    'feed.republish': ['409 no-relay', '409 position-in-the-future'],
  },
};
