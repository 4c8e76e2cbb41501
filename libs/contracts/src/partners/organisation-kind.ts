import { z } from 'zod';

/** What kind of organisation: decides which assembly deliberates and whether a legality receipt is due. */
export const organisationKind = z
  .enum([
    'caf',
    'commune',
    'epci',
    'syndicat',
    'msa',
    'departement',
    'region',
    'etat',
    'cpam',
    'carsat',
    'ccas',
    'association',
    'school',
    'company',
    'other',
  ])
  .describe('Nature de l’organisation');

export type OrganisationKind = z.infer<typeof organisationKind>;
