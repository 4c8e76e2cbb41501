import { day } from '@ctg/calendar';
import { BaselineRecorded, MeasureCorrected, MeasureRecorded, measureKind } from '@ctg/contracts/evaluation';
import { assertPast, defineCommand, type LookUpInput, notFound } from '@ctg/decider';
import { shortText, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertMeasurable } from '../learned/known-indicator.js';
import { contributors } from '../rights.js';
import {
  assertFigure,
  assertNotConcluded,
  evidenceRoute,
  lookUpProtocol,
  onEvidence,
} from './evidence-route.js';

const figure = {
  value: z.number().optional().describe('Valeur mesurée'),
  text: text.optional().describe('Appréciation, pour un indicateur qualitatif'),
};
const figureOf = ({ value, text }: { value?: number | undefined; text?: string | undefined }) => ({
  ...(value === undefined ? {} : { value }),
  ...(text === undefined ? {} : { text }),
});

const measureBody = z.strictObject({
  indicatorId: uuid.describe('Indicateur du plan d’actions, défini'),
  kind: measureKind.default('done'),
  ...figure,
  measuredOn: day.describe('Date de la mesure'),
  source: title.describe('Source'),
});

export const recordMeasure = defineCommand({
  ...onEvidence,
  name: 'evaluation.record-measure',
  title: 'Enregistrer une mesure',
  description:
    'Un fait : l’indicateur doit avoir une définition, une unité et une source dans le plan d’actions.',
  roles: contributors,
  route: `${evidenceRoute}/measures`,
  body: measureBody,
  async lookUp(input: LookUpInput<z.infer<typeof measureBody>>): Promise<void> {
    await lookUpProtocol(input);
    await assertMeasurable(input.readModel, input.body.indicatorId, input.params.conventionId);
  },
  decide({ body, params, newId, today }, state) {
    assertNotConcluded(state);
    assertFigure(body);
    assertPast(body.measuredOn, today);
    const { indicatorId, kind, measuredOn, source } = body;
    const measure = {
      protocolId: params.protocolId ?? '',
      measureId: newId(),
      indicatorId,
      kind,
      measuredOn,
      source,
    };
    return [MeasureRecorded({ ...measure, ...figureOf(body) }, { occurredOn: measuredOn })];
  },
});

export const correctMeasure = defineCommand({
  ...onEvidence,
  name: 'evaluation.correct-measure',
  title: 'Corriger une mesure',
  roles: contributors,
  route: `${evidenceRoute}/measures/:measureId/correction`,
  body: z.strictObject({ ...figure, why: shortText.describe('Pourquoi') }),
  decide({ body, params: { measureId = '', protocolId = '' } }, state) {
    assertNotConcluded(state);
    const measure = state.measures[measureId];
    if (!measure) throw notFound('Mesure', measureId);
    assertFigure(body);
    const corrected = { protocolId, measureId, ...figureOf(body), why: body.why };
    // What is corrected is the figure of that day.
    return [MeasureCorrected(corrected, { effectiveOn: measure.measuredOn })];
  },
});

export const recordBaseline = defineCommand({
  ...onEvidence,
  name: 'evaluation.record-baseline',
  title: 'Enregistrer une valeur de départ',
  description: 'Prise avant la convention, pour comparer à la fin.',
  roles: contributors,
  route: `${evidenceRoute}/baselines`,
  body: z.strictObject({
    label: title.describe('Ce qui est compté'),
    unit: title.describe('Unité'),
    value: z.number().describe('Valeur'),
    measuredOn: day.describe('Date'),
    source: title.describe('Source'),
  }),
  lookUp: lookUpProtocol,
  decide({ body, params, newId, today }, state) {
    assertNotConcluded(state);
    assertPast(body.measuredOn, today);
    const baseline = { protocolId: params.protocolId ?? '', baselineId: newId(), ...body };
    return [BaselineRecorded(baseline, { occurredOn: body.measuredOn })];
  },
});
