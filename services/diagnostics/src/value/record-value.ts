import { day } from '@ctg/calendar';
import { ValueRecorded } from '@ctg/contracts/diagnostics';
import { defineCommand, happenedOn, refused } from '@ctg/decider';
import { title } from '@ctg/identifiers';
import { z } from 'zod';
import { opened, preparedVersion } from '../diagnostic/diagnostic.js';
import { diagnostic } from '../diagnostic/diagnostic-decider.js';
import { evidenceContributors } from '../rights.js';
import { subjectOfValue } from './subject-of-value.js';
import { checkedGeography, geographyBody } from './value-geography.js';
import { assertReading, assertUnit, readingBody } from './value-reading.js';

export const recordValue = defineCommand({
  name: 'diagnostics.record-value',
  title: 'Relever une valeur',
  description:
    'Une valeur d’un indicateur, pour un lieu et une année, avec sa source. Elle peut servir de fondement à un besoin.',
  roles: evidenceContributors,
  route: '/conventions/:conventionId/values',
  body: z.strictObject({
    indicator: title.describe('Indicateur, par exemple Taux de couverture petite enfance'),
    unit: title.describe('Unité, par exemple places pour 100 enfants'),
    geography: geographyBody.describe('Lieu de la valeur'),
    year: z.int().min(1900).max(2100).describe('Année que la valeur décrit'),
    ...readingBody,
    source: title.describe('Source, par exemple data.caf.fr'),
    retrievedOn: day.describe('Date de consultation de la source'),
  }),
  decider: diagnostic,
  decide({ body, params, newId }, state) {
    const current = opened(state, params.conventionId);
    assertReading(body);
    assertUnit(body.indicator, body.unit);
    const days = happenedOn(body.retrievedOn);
    const value = { ...body, geography: checkedGeography(body.geography, current.cogVintage) };
    const same = current.valueOf[subjectOfValue(value)];
    if (same !== undefined) {
      throw refused({
        code: 'already-recorded',
        title: 'Cette valeur est déjà relevée : même indicateur, même lieu, même année, même source.',
        found: same,
        advice: 'Si elle est fausse, corrigez-la.',
      });
    }
    return [ValueRecorded({ valueId: newId(), ...value, version: preparedVersion(current) }, days)];
  },
});
