import type { NewEventOf } from '@ctg/contracts';
import {
  OrganisationIdentifiersChanged,
  OrganisationRegistered,
  OrganisationRenamed,
  organisationKind,
} from '@ctg/contracts/partners';
import { alreadyThere, type Decision, defineCommand, invalid, isRecorded, refused } from '@ctg/decider';
import { vintagesInWords } from '@ctg/geography';
import { inseeCode, organisationId, siret, title } from '@ctg/identifiers';
import { z } from 'zod';
import { assertOfficial } from './official.js';
import { type Organisation, organisation } from './organisation.js';

const body = z.strictObject({
  name: title.describe('Nom de l’organisation'),
  kind: organisationKind,
  inseeCode: inseeCode.optional().describe('Commune : son code INSEE (obligatoire pour une commune)'),
  cogVintage: z
    .int()
    .optional()
    .describe(`Millésime du code officiel géographique (${vintagesInWords}) ; par défaut le dernier`),
  siret: siret.optional().describe('SIRET de l’établissement, s’il y en a un'),
});

type Body = z.infer<typeof body>;
type Change = NewEventOf<typeof OrganisationIdentifiersChanged | typeof OrganisationRenamed>;

export const registerOrganisation = defineCommand({
  name: 'partners.register-organisation',
  title: 'Enregistrer une organisation',
  description:
    'Par son SIREN (ou le RNA d’une association). L’enregistrer à nouveau avec un autre nom la renomme, avec un autre SIRET ou un autre code INSEE change ses identifiants.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/organisations/:organisation',
  body,
  decider: organisation,
  stream: ({ cafId, organisation: id }) => ({ subject: `${cafId}_${id}` }),
  decide({ body: given, params }, state) {
    const id = organisationId.safeParse(params.organisation);
    if (!id.success) {
      throw invalid({
        code: 'wrong-identifier',
        title: 'Identifiant d’organisation refusé.',
        expected: 'un SIREN de 9 chiffres avec sa clé, ou un RNA',
        found: params.organisation ?? '',
        advice: id.error.issues[0]?.message ?? '',
      });
    }
    if (state) return registeredAgain(state, given);
    const cogVintage = assertOfficial(id.data, given);
    return [
      OrganisationRegistered({
        organisation: id.data,
        ...given,
        ...(cogVintage === undefined ? {} : { cogVintage }),
      }),
    ];
  },
});

/** What was sent is checked and recorded as the change that it is: a name, an establishment, a code. */
function registeredAgain(known: Organisation, given: Body): Decision<Change> {
  if (given.kind !== known.kind) {
    throw refused({
      code: 'other-kind',
      title: 'Cette organisation est enregistrée avec une autre nature.',
      expected: known.kind,
      found: given.kind,
    });
  }
  const { name, kind: _kind, ...identifiers } = given;
  const changes: Change[] = [];
  if (!isRecorded(identifiers, known)) {
    // A code that stays is looked for in the vintage that it was registered in, one that is new in the newest.
    const isCodeNew = given.inseeCode !== undefined && given.inseeCode !== known.inseeCode;
    const vintage = isCodeNew ? undefined : known.cogVintage;
    const cogVintage = assertOfficial(known.organisation, {
      ...(known.inseeCode === undefined ? {} : { inseeCode: known.inseeCode }),
      ...(vintage === undefined ? {} : { cogVintage: vintage }),
      ...given,
    });
    const checkedIn = cogVintage === known.cogVintage ? {} : { cogVintage };
    changes.push(
      OrganisationIdentifiersChanged({ organisation: known.organisation, ...identifiers, ...checkedIn }),
    );
  }
  if (name !== known.name) changes.push(OrganisationRenamed({ organisation: known.organisation, name }));
  const [first, ...others] = changes;
  return first ? [first, ...others] : alreadyThere(known);
}
