import { day } from '@ctg/calendar';
import { organisationId, sha256, siren, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { conventionTheme, themeCode } from '../themes.js';
import { deliberation, receipt, signatory, signature, territory } from './shapes.js';

export const ConventionOpened = defineEvent({
  type: 'partners.ConventionOpened',
  title: 'Convention ouverte',
  schema: z.object({
    title: title.describe('Intitulé de la convention'),
    caf: siren.describe('SIREN de la Caf'),
    territory,
    effectOn: day.describe('Date d’effet'),
    endsOn: day.describe('Terme'),
    themes: z.array(conventionTheme).describe('Thèmes'),
    previousConventionId: uuid.optional().describe('Convention que celle-ci renouvelle'),
  }),
});

export const ConventionScoped = defineEvent({
  type: 'partners.ConventionScoped',
  title: 'Cadrage arrêté',
  schema: z.object({
    expectations: text.describe('Attentes des partenaires'),
    successCriteria: z.array(title).describe('Critères de réussite'),
    calendar: text.optional().describe('Calendrier de travail'),
  }),
});

export const ConventionRevised = defineEvent({
  type: 'partners.ConventionRevised',
  title: 'Convention remaniée avant signature',
  schema: z.object({
    title: title.describe('Intitulé'),
    effectOn: day.describe('Date d’effet'),
    endsOn: day.describe('Terme'),
    removedThemes: z.array(themeCode).describe('Codes des thèmes retirés'),
  }),
});

export const PerimeterChanged = defineEvent({
  type: 'partners.PerimeterChanged',
  title: 'Périmètre corrigé avant signature',
  schema: z.object({ version: z.number().int().describe('Version du périmètre'), territory }),
});

export const ThemeAdded = defineEvent({
  type: 'partners.ThemeAdded',
  title: 'Thème ajouté avant signature',
  schema: z.object({ theme: conventionTheme }),
});

export const SignatoryDesignated = defineEvent({
  type: 'partners.SignatoryDesignated',
  title: 'Signataire désigné',
  schema: signatory,
});

const party = z.object({ organisation: organisationId.describe('Organisation') });

export const SignatoryRemoved = defineEvent({
  type: 'partners.SignatoryRemoved',
  title: 'Signataire retiré avant signature',
  schema: party,
});

export const PartnerAssociated = defineEvent({
  type: 'partners.PartnerAssociated',
  title: 'Partenaire associé',
  schema: party.extend({ contribution: title.optional().describe('Ce que le partenaire apporte') }),
});

export const PartnerContributionChanged = defineEvent({
  type: 'partners.PartnerContributionChanged',
  title: 'Contribution d’un partenaire changée',
  schema: party.extend({ contribution: title.describe('Ce que le partenaire apporte désormais') }),
});

export const PartnershipEnded = defineEvent({
  type: 'partners.PartnershipEnded',
  title: 'Partenariat terminé',
  schema: party,
});

export const DocumentFiled = defineEvent({
  type: 'partners.DocumentFiled',
  title: 'Document de la convention déposé',
  schema: z.object({
    documentHash: sha256.describe('SHA-256 du fichier'),
    title: title.describe('Intitulé du document'),
  }),
});

export const Deliberated = defineEvent({
  type: 'partners.Deliberated',
  title: 'Délibération enregistrée',
  schema: z.object(deliberation),
});

export const LegalityReceiptRecorded = defineEvent({
  type: 'partners.LegalityReceiptRecorded',
  title: 'Récépissé du contrôle de légalité enregistré',
  schema: z.object(receipt),
});

export const Signed = defineEvent({
  type: 'partners.Signed',
  title: 'Signature enregistrée',
  schema: z.object(signature),
});

export const ConventionFullySigned = defineEvent({
  type: 'partners.ConventionFullySigned',
  title: 'Convention signée par tous',
  schema: z.object({
    completedOn: day.describe('Date de la dernière signature'),
    effectOn: day.describe('Premier jour de la période convenue'),
    endsOn: day.describe('Dernier jour de la période convenue'),
  }),
});

export const SignatoryWithdrawn = defineEvent({
  type: 'partners.SignatoryWithdrawn',
  title: 'Signataire parti',
  schema: party.extend({
    noticeOn: day.describe('Date du préavis'),
    leavesOn: day.describe('Date du départ'),
  }),
});

const ending = z.object({
  endedOn: day.describe('Date de fin'),
  decisionId: uuid.optional().describe('Décision du copil'),
});

export const ConventionTerminated = defineEvent({
  type: 'partners.ConventionTerminated',
  title: 'Convention résiliée',
  schema: ending,
});

export const ConventionLapsed = defineEvent({
  type: 'partners.ConventionLapsed',
  title: 'Convention échue',
  schema: ending,
});

export const ConventionRenewed = defineEvent({
  type: 'partners.ConventionRenewed',
  title: 'Convention renouvelée par une nouvelle',
  schema: z.object({ newConventionId: uuid.describe('Nouvelle convention') }),
});
