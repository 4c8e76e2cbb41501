import type { RouteRefusals } from '@ctg/web-service';

/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */
export const refusals: RouteRefusals = {
  said: {
    '409 group-being-built': 'La table de ce groupe est déjà en construction.',
    '409 group-not-placed': 'Ce groupe ne se replace pas.',
    '409 group-placed-ahead': 'Un groupe ne se replace pas plus loin : des événements seraient sautés.',
    '409 group-without-table': 'Ce groupe n’a pas de table à refaire.',
    '422 too-many-conventions': 'Trop de conventions se partagent ce territoire pour une seule vue.',
    '422 unknown-commune': 'Cette commune n’est dans aucun millésime connu.',
    '422 unknown-epci': 'Cette intercommunalité n’est dans aucun millésime connu.',
    '422 which-territory': 'De quel territoire s’agit-il ?',
  },
  routes: {
    'history.list-global-view': [
      '422 too-many-conventions',
      '422 unknown-commune',
      '422 unknown-epci',
      '422 which-territory',
    ],
    'history.rebuild-group': [
      '409 group-being-built',
      '409 group-not-placed',
      '409 group-placed-ahead',
      '409 group-without-table',
    ],
    'history.place-group': [
      '409 group-being-built',
      '409 group-not-placed',
      '409 group-placed-ahead',
      '409 group-without-table',
    ],
  },
};
