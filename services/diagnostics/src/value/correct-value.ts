import { ValueCorrected } from '@ctg/contracts/diagnostics';
import { value } from '@ctg/convention/diagnostic';
import { alreadyThere, defineCommand, happenedOn, isRecorded, notFound, pastDay } from '@ctg/decider';
import { text } from '@ctg/identifiers';
import { z } from 'zod';
import { lookUpDiagnostic, partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { contributors } from '../rights.js';
import { assertReading, readingBody } from './value-reading.js';

export const correctValue = defineCommand({
  name: 'diagnostics.correct-value',
  title: 'Corriger une valeur',
  description: 'La valeur d’avant reste dans l’histoire, avec la raison de la correction.',
  roles: contributors,
  route: '/conventions/:conventionId/values/:valueId/corrections',
  body: z.strictObject({
    ...readingBody,
    reason: text.describe('Pourquoi elle est corrigée'),
    correctedOn: pastDay,
  }),
  decider: value,
  stream: ({ conventionId, valueId }) => partOf(conventionId, valueId),
  lookUp: lookUpDiagnostic,
  decide({ body: { reason, correctedOn, ...reading }, params: { valueId = '' }, facts: current }, state) {
    if (!state) throw notFound('Valeur', valueId);
    assertReading(reading);
    const isSame = state.value === reading.value && state.flag === reading.flag;
    const newest = state.corrections.at(-1);
    const recorded = { ...reading, reason: newest?.explanation, correctedOn: newest?.correctedOn };
    if (isSame && isRecorded({ reason, correctedOn }, recorded)) return alreadyThere(recorded);
    return [
      ValueCorrected(
        { valueId, ...reading, explanation: reason, version: preparedVersion(current) },
        happenedOn(correctedOn),
      ),
    ];
  },
});
