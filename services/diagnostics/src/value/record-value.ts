import { ValueRecorded } from '@ctg/contracts/diagnostics';
import type { Diagnostic } from '@ctg/convention/diagnostic';
import { value } from '@ctg/convention/diagnostic';
import { defineCommand, happenedDay, happenedOn, refused } from '@ctg/decider';
import { warnOfVintage } from '@ctg/geography';
import { title } from '@ctg/identifiers';
import { z } from 'zod';
import { lookUpDiagnostic, partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { evidenceContributors } from '../rights.js';
import { checkedGeography, geographyBody } from './value-geography.js';
import { valueIdOf } from './value-id.js';
import { assertReading, assertUnit, readingBody } from './value-reading.js';

const body = z.strictObject({
  indicator: title.describe('Indicateur, par exemple Taux de couverture petite enfance'),
  unit: title.describe('Unité, par exemple places pour 100 enfants'),
  geography: geographyBody.describe('Lieu de la valeur'),
  year: z.int().min(1900).max(2100).describe('Année que la valeur décrit'),
  ...readingBody,
  source: title.describe('Source, par exemple data.caf.fr'),
  retrievedOn: happenedDay.describe('Date de consultation de la source'),
});

type Body = z.infer<typeof body>;

/** The value with its place checked; the vintage is that of the territory unless it is said. @throws Rejection */
const placed = (given: Body, { cogVintage }: Diagnostic) => ({
  ...given,
  geography: checkedGeography(given.geography, cogVintage),
});

export const recordValue = defineCommand({
  name: 'diagnostics.record-value',
  title: 'Relever une valeur',
  description:
    'Une valeur d’un indicateur, pour un lieu et une année, avec sa source. Elle peut servir de fondement à un besoin.',
  roles: evidenceContributors,
  route: '/conventions/:conventionId/values',
  body,
  decider: value,
  async stream(params, given, streams) {
    const recorded = placed(given, await lookUpDiagnostic({ params, streams }));
    return partOf(params.conventionId, valueIdOf(params.conventionId, recorded));
  },
  lookUp: lookUpDiagnostic,
  decide({ body: given, params: { conventionId }, facts: current, today, warn }, state) {
    const thisYear = Number(today.slice(0, 4));
    if (given.year > thisYear)
      warn('year-to-come', `L’année ${given.year} n’est pas encore commencée : une valeur décrit le passé.`);
    warnOfVintage(given.geography.vintage, warn);
    assertReading(given);
    assertUnit(given.indicator, given.unit);
    const recorded = placed(given, current);
    const valueId = valueIdOf(conventionId, recorded);
    if (state) {
      throw refused({
        code: 'already-recorded',
        title: 'Cette valeur est déjà relevée : même indicateur, même lieu, même année, même source.',
        found: valueId,
        advice: 'Si elle est fausse, corrigez-la.',
      });
    }
    return [
      ValueRecorded(
        { valueId, ...recorded, version: preparedVersion(current) },
        happenedOn(given.retrievedOn),
      ),
    ];
  },
});
