import { OrganisationRegistered, OrganisationRenamed, organisationKind } from '@ctg/contracts/partners';
import { defineCommand, invalid, refused } from '@ctg/decider';
import { vintages } from '@ctg/geography';
import { inseeCode, organisationId, siret, title } from '@ctg/identifiers';
import { z } from 'zod';
import { geographyOf } from '../convention/perimeter.js';
import { organisation } from './organisation.js';

const newest = vintages[vintages.length - 1] ?? 2026;

const body = z.strictObject({
  name: title.describe('Nom de l’organisation'),
  kind: organisationKind,
  inseeCode: inseeCode.optional().describe('Commune : son code INSEE (obligatoire pour une commune)'),
  cogVintage: z.int().default(newest).describe('Millésime du code officiel géographique'),
  siret: siret.optional().describe('SIRET de l’établissement, s’il y en a un'),
});

type Body = z.infer<typeof body>;

/** A commune exists, and its SIREN is the official one; an EPCI is one of the official list. */
function assertOfficial(id: string, { kind, cogVintage, inseeCode: code }: Body): void {
  const official = geographyOf(cogVintage);
  if (kind === 'epci' && !official.epci(id)) {
    throw invalid({
      code: 'unknown-epci',
      title: `Cette intercommunalité n’existe pas en ${cogVintage}.`,
      found: id,
      advice: 'Un syndicat s’enregistre avec kind: syndicat.',
    });
  }
  if (kind !== 'commune') return;
  const commune = code === undefined ? undefined : official.commune(code);
  if (!commune) {
    throw invalid({
      code: 'unknown-commune',
      title: code === undefined ? 'Une commune a besoin de son code INSEE.' : official.explain(code),
      found: code ?? 'aucun code INSEE',
    });
  }
  if (commune.siren !== undefined && commune.siren !== id) {
    throw invalid({
      code: 'other-siren',
      title: `Ce SIREN n’est pas celui de la commune ${commune.name} (${commune.code}).`,
      expected: commune.siren,
      found: id,
    });
  }
}

export const registerOrganisation = defineCommand({
  name: 'partners.register-organisation',
  title: 'Enregistrer une organisation',
  description:
    'Par son SIREN (ou le RNA d’une association). L’enregistrer à nouveau avec un autre nom la renomme.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/organisations/:organisation',
  body,
  decider: organisation,
  stream: ({ cafId, organisation: id }) => ({ subject: `${cafId}_${id}` }),
  decide({ body: { cogVintage: _vintage, ...given }, body: whole, params }, state) {
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
    if (state) return renamed(state, given.name, given.kind);
    assertOfficial(id.data, whole);
    if (given.siret !== undefined && !given.siret.startsWith(id.data)) {
      throw invalid({
        code: 'other-siren',
        title: 'Ce SIRET est celui d’une autre organisation.',
        found: given.siret,
      });
    }
    return [
      OrganisationRegistered({
        organisation: id.data,
        name: given.name,
        kind: given.kind,
        ...(given.inseeCode === undefined ? {} : { inseeCode: given.inseeCode }),
        ...(given.siret === undefined ? {} : { siret: given.siret }),
      }),
    ];
  },
});

function renamed(state: { organisation: string; name: string; kind: string }, name: string, kind: string) {
  if (kind !== state.kind) {
    throw refused({
      code: 'other-kind',
      title: 'Cette organisation est enregistrée avec une autre nature.',
      expected: state.kind,
      found: kind,
    });
  }
  return name === state.name ? [] : [OrganisationRenamed({ organisation: state.organisation, name })];
}
