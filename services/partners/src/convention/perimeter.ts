import { PerimeterChanged } from '@ctg/contracts/partners';
import { defineCommand, happenedOn, invalid, pastDay, refused } from '@ctg/decider';
import { type Geography, geography, isVintage, vintages } from '@ctg/geography';
import { inseeCode, siren, title } from '@ctg/identifiers';
import { z } from 'zod';
import type { Territory } from './convention.js';
import { convention } from './convention-decider.js';
import { beforeAllSigned } from './opened.js';

/** A perimeter as it is asked for. */
export const territoryBody = z.strictObject({
  name: title.describe('Nom du territoire'),
  cogVintage: z.int().describe(`Millésime du code officiel géographique : ${vintages.join(', ')}`),
  communes: z.array(inseeCode).min(1).max(400).describe('Codes INSEE des communes du périmètre'),
  epci: z
    .array(siren)
    .max(20)
    .default([])
    .describe('SIREN des intercommunalités concernées (aucune, une ou plusieurs)'),
});

/** The geography of the year that is meant. */
export function geographyOf(cogVintage: number): Geography {
  if (isVintage(cogVintage)) return geography(cogVintage);
  throw invalid({
    code: 'unknown-vintage',
    title: 'Ce millésime du code officiel géographique n’est pas connu.',
    expected: vintages.join(', '),
    found: String(cogVintage),
  });
}

/** Communes exist in that vintage, none is named twice, EPCI exist. A perimeter is a set of communes, never "an EPCI". */
export function assertTerritory(territory: Territory): void {
  const official = geographyOf(territory.cogVintage);
  assertCommunes(territory.communes, official);
  const unknown = territory.epci.find((code) => !official.epci(code));
  if (unknown === undefined) return;
  throw invalid({
    code: 'unknown-epci',
    title: `Cette intercommunalité n’existe pas en ${official.vintage}.`,
    expected: 'le SIREN d’une intercommunalité à fiscalité propre',
    found: unknown,
  });
}

/** Each code is a commune of the vintage, and is there once. */
export function assertCommunes(codes: readonly string[], official: Geography): void {
  const unknown = codes.find((code) => !official.commune(code));
  if (unknown !== undefined) {
    throw invalid({
      code: 'unknown-commune',
      title: official.explain(unknown),
      expected: `le code INSEE d’une commune de ${official.vintage}`,
      found: unknown,
      advice: 'Vérifiez le code (ce n’est pas le code postal) et le millésime.',
    });
  }
  const double = codes.find((code, index) => codes.indexOf(code) !== index);
  if (double !== undefined) {
    throw invalid({ code: 'commune-twice', title: 'Une commune est citée deux fois.', found: double });
  }
}

export const changePerimeter = defineCommand({
  name: 'partners.change-perimeter',
  title: 'Corriger le périmètre avant la signature',
  description:
    'Nouvelle version du périmètre ; l’ancienne reste dans l’histoire. Après signature par tous : un avenant.',
  roles: ['caf_adviser', 'copil_secretary', 'cooperation_officer'],
  route: '/conventions/:conventionId/perimeter',
  body: z.strictObject({
    territory: territoryBody.describe('Nouveau périmètre, en entier'),
    changedOn: pastDay,
  }),
  decider: convention,
  decide({ body: { territory, changedOn } }, state) {
    const current = beforeAllSigned(state);
    assertTerritory(territory);
    if (JSON.stringify(current.territory) === JSON.stringify(territory)) {
      throw refused({ code: 'same-perimeter', title: 'C’est déjà le périmètre de la convention.' });
    }
    return [PerimeterChanged({ version: current.perimeterVersion + 1, territory }, happenedOn(changedOn))];
  },
});
