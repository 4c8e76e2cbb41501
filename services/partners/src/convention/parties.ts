import {
  type OrganisationKind,
  PartnerAssociated,
  PartnerContributionChanged,
  PartnershipEnded,
  SignatoryDesignated,
  SignatoryRemoved,
  signingCapacity,
} from '@ctg/contracts/partners';
import { convention, mostOf, passesLegalityControl, type Signatory } from '@ctg/convention';
import {
  alreadyThere,
  assertRoom,
  defineCommand,
  happenedDay,
  happenedOn,
  type LookUpInput,
  pastDay,
  refused,
} from '@ctg/decider';
import { organisationId, title } from '@ctg/identifiers';
import { z } from 'zod';
import { kindOf, organisations } from '../organisation/organisation-row.js';
import { announced } from '../signing/announcements.js';
import { alive, beforeAllSigned } from './opened.js';

/** Whose assembly deliberates before it signs, unless the command says otherwise. */
const deliberates = (kind: OrganisationKind): boolean => kind === 'caf' || passesLegalityControl(kind);

/** A signatory as it is asked for; what is left out follows from the kind of organisation. */
export const signatoryBody = z.strictObject({
  organisation: organisationId.describe('Organisation signataire (SIREN), enregistrée auparavant'),
  capacity: title.optional().describe('À quel titre elle signe'),
  required: z.boolean().default(true).describe('Sa signature est nécessaire à l’entrée en vigueur'),
  deliberates: z
    .boolean()
    .optional()
    .describe(
      'Son assemblée délibère ; par défaut oui pour la Caf et les collectivités, non pour les autres',
    ),
  signatures: z
    .array(signingCapacity)
    .min(1)
    .max(3)
    .optional()
    .describe('Signatures attendues ; par défaut une, et pour la Caf présidence et direction'),
});

/** A Caf is bound by two people: the president of its board and its director. */
export function signatoryOfKind(body: z.infer<typeof signatoryBody>, kind: OrganisationKind): Signatory {
  return {
    organisation: body.organisation,
    kind,
    capacity: body.capacity ?? 'signataire',
    required: body.required,
    deliberates: body.deliberates ?? deliberates(kind),
    signatures:
      body.signatures ?? (kind === 'caf' ? ['caf-president', 'caf-director'] : ['legal-representative']),
  };
}

const designation = signatoryBody.extend({
  designatedOn: happenedDay.optional().describe('Date de la désignation ; par défaut aujourd’hui'),
});

export const designateSignatory = defineCommand({
  name: 'partners.designate-signatory',
  title: 'Désigner un signataire',
  description: 'Une organisation enregistrée, qui signera. Après signature par tous : un avenant.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/signatories',
  body: designation,
  decider: convention,
  lookUp: ({ body, params, readModel }: LookUpInput<z.infer<typeof designation>>) =>
    kindOf(readModel, params.cafId, body.organisation),
  decide({ body: { designatedOn, ...body }, facts: kind }, state) {
    const { signing } = beforeAllSigned(state);
    if (signing.progress[body.organisation]) {
      throw refused({
        code: 'already-a-signatory',
        title: 'Cette organisation est déjà signataire.',
        found: body.organisation,
      });
    }
    assertRoom(Object.keys(signing.progress).length, mostOf.signatories, 'de signataires');
    return [SignatoryDesignated(signatoryOfKind(body, kind), happenedOn(designatedOn))];
  },
});

const organisationBody = z.strictObject({ organisation: organisationId.describe('Organisation (SIREN)') });

export const removeSignatory = defineCommand({
  name: 'partners.remove-signatory',
  title: 'Retirer un signataire avant la signature',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/removed-signatories',
  body: organisationBody.extend({ removedOn: pastDay }),
  decider: convention,
  decide({ body: { organisation, removedOn }, today }, state) {
    const current = beforeAllSigned(state);
    const progress = current.signing.progress[organisation];
    if (!progress) {
      throw refused({
        code: 'not-a-signatory',
        title: 'Cette organisation n’est pas signataire.',
        found: organisation,
      });
    }
    if (progress.signatures.length > 0) {
      throw refused({
        code: 'already-signed',
        title: 'Cette organisation a déjà signé : elle ne peut plus être retirée, seulement se retirer.',
        found: organisation,
      });
    }
    // Who was waited for may have been the last.
    return announced(current, [SignatoryRemoved({ organisation }, happenedOn(removedOn))], today);
  },
});

const association = organisationBody.extend({
  contribution: title.optional().describe('Ce qu’il apporte'),
  associatedOn: pastDay,
});

export const associatePartner = defineCommand({
  name: 'partners.associate-partner',
  title: 'Associer un partenaire qui ne signe pas',
  description:
    'Une organisation enregistrée. L’associer à nouveau avec une autre contribution change ce qu’elle apporte.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/partners',
  body: association,
  decider: convention,
  waitsFor: [organisations.name],
  lookUp: ({ body, params, readModel }: LookUpInput<z.infer<typeof association>>) =>
    kindOf(readModel, params.cafId, body.organisation),
  decide({ body: { associatedOn, ...body } }, state) {
    const { partners } = alive(state);
    const { organisation, contribution } = body;
    const known = partners.find((one) => one.organisation === organisation && one.until === undefined);
    if (known) {
      const isSameDay = associatedOn === undefined || associatedOn === known.associatedOn;
      return !isSameDay || contribution === undefined || contribution === known.contribution
        ? alreadyThere(known)
        : [PartnerContributionChanged({ organisation, contribution })];
    }
    assertRoom(partners.length, mostOf.partners, 'de partenaires');
    return [PartnerAssociated(body, happenedOn(associatedOn))];
  },
});

export const endPartnership = defineCommand({
  name: 'partners.end-partnership',
  title: 'Mettre fin à un partenariat',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/ended-partnerships',
  body: organisationBody.extend({ endedOn: pastDay }),
  decider: convention,
  decide({ body: { organisation, endedOn } }, state) {
    const { partners } = alive(state);
    if (!partners.some((one) => one.organisation === organisation && one.until === undefined)) {
      throw refused({
        code: 'not-a-partner',
        title: 'Cette organisation n’est pas partenaire.',
        found: organisation,
      });
    }
    return [PartnershipEnded({ organisation }, happenedOn(endedOn))];
  },
});
