import type { RouteRefusals } from '@ctg/web-service';

/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */
export const refusals: RouteRefusals = {
  said: {
    '409 group-being-built': 'La table de ce groupe est déjà en construction.',
    '409 group-not-placed': 'Ce groupe ne se replace pas.',
    '409 group-placed-ahead': 'Un groupe ne se replace pas plus loin : des événements seraient sautés.',
    '409 group-without-table': 'Ce groupe n’a pas de table à refaire.',
    '409 no-relay': 'Ici les événements ne passent pas par Kafka : il n’y a pas de relais.',
    '409 position-in-the-future': 'Cette position n’existe pas encore : des événements seraient sautés.',
  },
  routes: {
    'feed.rebuild-group': [
      '409 group-being-built',
      '409 group-not-placed',
      '409 group-placed-ahead',
      '409 group-without-table',
    ],
    'feed.place-group': [
      '409 group-being-built',
      '409 group-not-placed',
      '409 group-placed-ahead',
      '409 group-without-table',
    ],
    'feed.read-relay': ['409 no-relay'],
    'feed.verify-relay': ['409 no-relay'],
    'feed.read-verification': ['409 no-relay'],
    'feed.republish': ['409 no-relay', '409 position-in-the-future'],
  },
};
