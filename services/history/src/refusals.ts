import type { RouteRefusals } from '@ctg/web-service';

/** Written by `npm run docs` from the sources: not to be changed here. What each route may be refused with, beside what any may. */
export const refusals: RouteRefusals = {
  said: {
    '422 too-many-conventions': 'Trop de conventions se partagent ce territoire pour une seule vue.',
    '422 unknown-epci': 'Cette intercommunalité n’est dans aucun millésime connu.',
    '422 which-territory': 'De quel territoire s’agit-il ?',
  },
  routes: {
    'history.list-global-view': ['422 too-many-conventions', '422 unknown-epci', '422 which-territory'],
  },
};
