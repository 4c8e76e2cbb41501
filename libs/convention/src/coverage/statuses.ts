import { catalogued } from '../situation/statuses.js';

/** What conventions are to a place on a day, in the users' words. */
export const coverageStatuses = {
  'in-force': 'couvert par une convention en vigueur',
  'covered-retroactively': 'couvert rétroactivement',
  overlapping: 'couvert par plusieurs conventions à la fois',
  'partly-covered': 'couvert en partie',
  lapsed: 'plus couvert',
  'not-covered': 'non couvert',
} as const;

export type CoverageStatus = keyof typeof coverageStatuses;

export const coverageStatus = catalogued(coverageStatuses);
