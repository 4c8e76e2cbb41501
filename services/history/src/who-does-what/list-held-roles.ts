import { day } from '@ctg/calendar';
import { themeCode } from '@ctg/contracts/themes';
import { organisationId, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import type { Names } from '../names/names.js';
import { officerNumber } from '../names/officers.js';
import { themesOf } from '../names/theme-names.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import { defineListOfADay } from '../state/list-of-a-day.js';
import { type Held, heldRoles, isHeldOn } from './held-roles.js';
import { placeKinds, roleKinds } from './role-words.js';

const theme = z.object({ code: themeCode, label: z.string() });
const another = z.object({
  organisation: organisationId.optional(),
  name: z.string().describe('Nom de l’organisation ; d’un chargé de coopération, son numéro'),
});

const held = z.object({
  organisation: organisationId,
  name: z.string().describe('Nom de l’organisation'),
  role: coded(roleKinds),
  roleLabel: z.string().describe('Le rôle en français'),
  where: z.object({
    kind: coded(placeKinds),
    kindLabel: z.string(),
    id: uuid.optional(),
    title: z.string(),
  }),
  themes: z.array(theme).max(50).describe('Thèmes concernés ; vide : tous, ou sans objet'),
  capacity: z.string().optional().describe('À quel titre, ou avec quoi'),
  person: z.string().optional().describe('Identifiant opaque de la personne'),
  personLabel: z
    .string()
    .optional()
    .describe('Le chargé de coopération sans son nom : « n° 2 », dans l’ordre des prises de fonction'),
  from: day.optional().describe('Premier jour ; absent : il n’est pas dit'),
  until: day.optional().describe('Dernier jour ; absent : sans fin connue'),
  held: z.boolean().describe('Tenu ce jour-là'),
  after: another.optional().describe('Qui le tenait avant : une passation'),
  before: another.optional().describe('Qui l’a repris : une passation'),
});

/** Who does what: the roles of every organisation, on a day or over the whole life. */
export const listHeldRoles = defineListOfADay({
  name: 'history.list-held-roles',
  title: 'Lire qui fait quoi un jour donné : rôles, thèmes, périodes et passations',
  route: '/conventions/:conventionId/who-does-what',
  filters: {
    organisation: organisationId.optional().describe('Ce que fait cette organisation'),
    role: coded(roleKinds).optional(),
    theme: themeCode.optional(),
    all: z
      .enum(['true'])
      .optional()
      .describe('Aussi les rôles qui ne sont plus, ou pas encore, tenus ce jour-là'),
  },
  item: held,
  rows(facts, { organisation, role, theme, all }) {
    const rows = [...heldRoles(facts)].filter(
      (one) =>
        (organisation === undefined || one.organisation === organisation) &&
        (role === undefined || one.role === role) &&
        (theme === undefined || one.themes?.includes(theme)) &&
        (all !== undefined || isHeldOn(one, facts.day)),
    );
    return byOrganisation(rows);
  },
  show: (row, names, facts) => shown(row, names, facts),
});

/** All that one organisation does, one after the other; the organisations as they come. */
function byOrganisation(rows: readonly Held[]): readonly Held[] {
  const groups = new Map<string, Held[]>();
  for (const row of rows) {
    const group = groups.get(row.organisation);
    if (group) group.push(row);
    else groups.set(row.organisation, [row]);
  }
  return [...groups.values()].flat();
}

function shown(row: Held, names: Names, facts: FoldedFacts) {
  const { organisation, role, where, themes = [], after, before, ...rest } = row;
  const themeNames = themesOf(facts);
  const number = (holder: string) => officerNumber(facts.partners.mandate, holder);
  const isOfficer = role === 'cooperation-officer';
  const other = (one: string) =>
    isOfficer ? { name: number(one) ?? one } : { organisation: one, name: names.of(one) };
  const personLabel = isOfficer && row.person !== undefined ? number(row.person) : undefined;
  return {
    ...rest,
    ...(personLabel === undefined ? {} : { personLabel }),
    organisation,
    name: names.of(organisation),
    role,
    roleLabel: roleKinds[role],
    where: { ...where, kindLabel: placeKinds[where.kind] },
    themes: themes.map((code) => ({ code, label: themeNames.get(code) ?? code })),
    held: isHeldOn(row, facts.day),
    ...(after === undefined ? {} : { after: other(after) }),
    ...(before === undefined ? {} : { before: other(before) }),
  };
}
