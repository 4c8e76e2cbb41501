import { day } from '@ctg/calendar';
import { inseeCode, organisationId, siret, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

/** Which version of the diagnostic an entry prepares: 1 until the first is frozen, then 2… */
export const preparedVersion = z
  .int()
  .min(1)
  .describe('Version du diagnostic en préparation quand cet apport a été enregistré');

export const geographyLevel = z
  .enum(['commune', 'epci', 'canton', 'departement', 'region', 'france', 'territory'])
  .describe(
    'Échelle : commune (commune), epci (intercommunalité), canton (canton), departement (département), region (région), france (France) ou territory (le périmètre)',
  );

/** Where a value was counted; codes are those of one vintage of the official geography. */
export const valueGeography = z.object({
  level: geographyLevel,
  code: z.string().optional().describe('Code officiel (INSEE, ou SIREN pour une intercommunalité)'),
  vintage: z.int().optional().describe('Millésime de la géographie'),
});

export const valueFlag = z
  .enum(['rounded', 'secret', 'estimated'])
  .describe('rounded (arrondie), secret (couverte par le secret statistique) ou estimated (estimée)');

export const valueReading = {
  value: z.number().optional().describe('Valeur ; absente quand elle est secrète'),
  flag: valueFlag.optional(),
};

export const ValueRecorded = defineEvent({
  type: 'diagnostics.ValueRecorded',
  title: 'Valeur relevée',
  schema: z.object({
    valueId: uuid.describe('Valeur'),
    indicator: title.describe('Indicateur'),
    unit: title.describe('Unité'),
    geography: valueGeography.describe('Lieu de la valeur'),
    year: z.int().describe('Année que la valeur décrit'),
    ...valueReading,
    source: title.describe('Source'),
    retrievedOn: day.describe('Date de consultation de la source'),
    version: preparedVersion,
  }),
});

export const ValueCorrected = defineEvent({
  type: 'diagnostics.ValueCorrected',
  title: 'Valeur corrigée',
  schema: z.object({
    valueId: uuid.describe('Valeur'),
    ...valueReading,
    explanation: text.describe('Pourquoi elle est corrigée'),
    version: preparedVersion,
  }),
});

/** Kinds of structures and services for families that a territory may have. */
export const offerType = z
  .enum([
    'eaje',
    'rpe',
    'mam',
    'laep',
    'alsh',
    'accueil-jeunes',
    'clas',
    'centre-social',
    'evs',
    'fjt',
    'france-services',
    'pmi',
    'ccas',
    'other',
  ])
  .describe(
    'Type de structure ou de service : eaje (établissement d’accueil du jeune enfant), rpe (relais petite enfance), mam (maison d’assistants maternels), laep (lieu d’accueil enfants-parents), alsh (accueil de loisirs sans hébergement), accueil-jeunes (accueil de jeunes), clas (accompagnement à la scolarité), centre-social (centre social), evs (espace de vie sociale), fjt (foyer de jeunes travailleurs), france-services (espace France services), pmi (protection maternelle et infantile), ccas (centre communal d’action sociale) ou other (autre)',
  );

export const offerStatus = z
  .enum(['planned', 'open', 'closed'])
  .describe('planned (projetée), open (ouverte) ou closed (fermée)');

export const OfferListed = defineEvent({
  type: 'diagnostics.OfferListed',
  title: 'Offre inventoriée',
  schema: z.object({
    offerId: uuid.describe('Offre'),
    type: offerType,
    name: title.describe('Nom de la structure ou du service'),
    managerSiret: siret.optional().describe('SIRET du gestionnaire'),
    manager: organisationId.optional().describe('Organisation gestionnaire'),
    commune: inseeCode.describe('Code INSEE de la commune'),
    cogVintage: z.int().describe('Millésime de ce code'),
    capacity: z.int().optional().describe('Capacité (places)'),
    openedOn: day.optional().describe('Date d’ouverture'),
    status: offerStatus,
    version: preparedVersion,
  }),
});

export const OfferStatusChanged = defineEvent({
  type: 'diagnostics.OfferStatusChanged',
  title: 'Offre ouverte, fermée ou projetée',
  schema: z.object({
    offerId: uuid.describe('Offre'),
    status: offerStatus,
    changedOn: day.describe('Date du changement'),
    version: preparedVersion,
  }),
});

export const ConsultationRecorded = defineEvent({
  type: 'diagnostics.ConsultationRecorded',
  title: 'Consultation enregistrée',
  schema: z.object({
    consultationId: uuid.describe('Consultation'),
    title: title.optional().describe('Intitulé'),
    audience: title.describe('Public consulté'),
    from: day.describe('Début'),
    to: day.describe('Fin'),
    invited: z.int().describe('Personnes sollicitées'),
    answered: z.int().describe('Personnes ayant répondu'),
    method: title.describe('Méthode'),
    findings: text.describe('Ce qui en ressort'),
    version: preparedVersion,
  }),
});
