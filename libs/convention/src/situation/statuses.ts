import { z } from 'zod';

/**
 * What a convention is on a day, in the users' words: the one catalogue of statuses. `ctg`, OpenAPI, the glossary and
 * every list take them from here.
 */
export const conventionStatuses = {
  'not-open': 'pas encore ouverte',
  'in-preparation': 'en préparation',
  'in-signature': 'en cours de signature',
  'signed-awaiting-effect': 'signée par tous, en attente de sa date d’effet',
  'in-force': 'en vigueur',
  'covered-retroactively': 'couverte rétroactivement',
  'never-signed': 'terme dépassé sans signature de tous',
  'past-its-term': 'terme dépassé',
  renewed: 'terme dépassé, renouvelée',
  terminated: 'résiliée',
  lapsed: 'échue',
} as const;

export type ConventionStatus = keyof typeof conventionStatuses;

/** What an amendment is on a day. */
export const amendmentStatuses = {
  proposed: 'proposé',
  'signed-awaiting-effect': 'signé par tous, en attente de sa date d’effet',
  'in-effect': 'en vigueur',
  'in-effect-retroactively': 'appliqué rétroactivement',
  'without-effect': 'signé trop tard, sans effet',
  abandoned: 'abandonné',
} as const;

export type AmendmentStatus = keyof typeof amendmentStatuses;

/** The schema of a status, documented in the users' words. */
export const catalogued = <Status extends string>(statuses: Readonly<Record<Status, string>>) =>
  z.enum(Object.keys(statuses) as [Status, ...Status[]]).describe(
    `Statut ce jour-là : ${Object.entries(statuses)
      .map(([code, words]) => `${code} (${words})`)
      .join(', ')}`,
  );

export const conventionStatus = catalogued(conventionStatuses);
export const amendmentStatus = catalogued(amendmentStatuses);
