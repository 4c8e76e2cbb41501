import { sha256, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { themeCode } from '../themes.js';
import { preparedVersion } from './evidence.js';

export const DiagnosticOpened = defineEvent({
  type: 'diagnostics.DiagnosticOpened',
  title: 'Diagnostic ouvert',
  schema: z.object({
    cogVintage: z.int().describe('Millésime de la géographie du territoire'),
    previousConventionId: uuid
      .optional()
      .describe('Convention précédente, dont le diagnostic est l’état initial'),
  }),
});

/** What a need rests on. */
export const evidence = z.object({
  kind: z
    .enum(['value', 'offer', 'consultation'])
    .describe('value (valeur), offer (offre) ou consultation (consultation)'),
  id: uuid.describe('Élément du diagnostic'),
});

export const NeedIdentified = defineEvent({
  type: 'diagnostics.NeedIdentified',
  title: 'Besoin identifié',
  schema: z.object({
    needId: uuid.describe('Besoin'),
    title: title.describe('Intitulé du besoin'),
    theme: themeCode,
    description: text.optional().describe('Description'),
    evidence: z.array(evidence).describe('Éléments sur lesquels il repose'),
    version: preparedVersion,
  }),
});

export const NeedSupported = defineEvent({
  type: 'diagnostics.NeedSupported',
  title: 'Besoin étayé',
  schema: z.object({
    needId: uuid.describe('Besoin'),
    evidence: z.array(evidence).describe('Éléments ajoutés'),
    version: preparedVersion,
  }),
});

export const PriorityProposed = defineEvent({
  type: 'diagnostics.PriorityProposed',
  title: 'Enjeu proposé',
  schema: z.object({
    priorityId: uuid.describe('Enjeu'),
    title: title.describe('Intitulé de l’enjeu'),
    needIds: z.array(uuid).describe('Besoins sur lesquels il repose'),
    version: preparedVersion,
  }),
});

export const PrioritiesRanked = defineEvent({
  type: 'diagnostics.PrioritiesRanked',
  title: 'Enjeux classés',
  schema: z.object({
    decisionId: uuid.describe('Décision du copil'),
    ranking: z.array(uuid).describe('Enjeux, du premier au dernier'),
    version: preparedVersion,
  }),
});

export const DiagnosticVersionFrozen = defineEvent({
  type: 'diagnostics.DiagnosticVersionFrozen',
  title: 'Version du diagnostic figée',
  schema: z.object({
    version: z.int().describe('Version figée'),
    decisionId: uuid.describe('Décision du copil'),
    contents: z
      .object({
        values: z.int().describe('Nombre de valeurs'),
        offers: z.int().describe('Nombre d’offres'),
        consultations: z.int().describe('Nombre de consultations'),
        needs: z.int().describe('Nombre de besoins'),
        priorities: z.int().describe('Nombre d’enjeux'),
      })
      .describe('Contenu'),
    contributions: z
      .int()
      .describe('Nombre d’apports que la version contient, dans l’ordre où ils ont été enregistrés'),
    lastContributionId: uuid.describe('Événement du dernier apport que la version contient'),
    contentsHash: sha256.describe('Empreinte de tous les apports que la version contient, dans leur ordre'),
  }),
});
