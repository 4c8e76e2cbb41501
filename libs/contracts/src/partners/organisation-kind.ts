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
  .describe(
    'Nature de l’organisation : caf (Caf), commune (commune), epci (intercommunalité), syndicat (syndicat), msa (MSA), departement (département), region (région), etat (État), cpam (CPAM), carsat (Carsat), ccas (centre communal d’action sociale), association (association), school (établissement scolaire), company (entreprise) ou other (autre)',
  );

export type OrganisationKind = z.infer<typeof organisationKind>;
