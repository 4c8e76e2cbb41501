import { BaselineRecorded, MeasureCorrected, MeasureRecorded, measureKind } from '@ctg/contracts/evaluation';
import { baseline, figureOf, measure } from '@ctg/convention/evaluation';
import {
  alreadyThere,
  assertPast,
  defineCommand,
  happenedDay,
  type LookUpInput,
  notFound,
} from '@ctg/decider';
import { shortText, text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { assertMeasurable } from '../indicator/known-indicator.js';
import { contributors } from '../rights.js';
import { assertNotConcluded, lookUpEvaluation } from './evaluation.js';
import { assertFigure, evidenceRoute, lookUpFramework } from './evidence-route.js';
import { pieceStream } from './piece-stream.js';

const figure = {
  value: z.number().optional().describe('Valeur mesurée'),
  text: text.optional().describe('Appréciation, pour un indicateur qualitatif'),
};
const measureBody = z.strictObject({
  indicatorId: uuid.describe('Indicateur du plan d’actions, défini'),
  kind: measureKind.default('done'),
  ...figure,
  measuredOn: happenedDay.describe('Date de la mesure'),
  source: title.describe('Source'),
});

export const recordMeasure = defineCommand({
  decider: measure,
  comesAfterTheEnd: true,
  creates: 'measureId',
  stream: pieceStream('measureId'),
  name: 'evaluation.record-measure',
  title: 'Enregistrer une mesure',
  description:
    'Un fait : l’indicateur doit avoir une définition, une unité et une source dans le plan d’actions.',
  roles: contributors,
  route: `${evidenceRoute}/measures`,
  body: measureBody,
  async lookUp(input: LookUpInput<z.infer<typeof measureBody>>) {
    const framework = await lookUpFramework(input);
    await assertMeasurable(input.readModel, input.body.indicatorId, input.params.conventionId);
    return framework;
  },
  decide({ body, params: { protocolId = '', measureId = '' }, facts: { evaluation }, today }) {
    assertNotConcluded(evaluation);
    assertFigure(body);
    assertPast(body.measuredOn, today);
    const { indicatorId, kind, measuredOn, source } = body;
    const measured = { protocolId, measureId, indicatorId, kind, measuredOn, source };
    return [MeasureRecorded({ ...measured, ...figureOf(body) }, { occurredOn: measuredOn })];
  },
});

export const correctMeasure = defineCommand({
  decider: measure,
  comesAfterTheEnd: true,
  stream: pieceStream('measureId'),
  name: 'evaluation.correct-measure',
  title: 'Corriger une mesure',
  roles: contributors,
  route: `${evidenceRoute}/measures/:measureId/correction`,
  body: z.strictObject({ ...figure, why: shortText.describe('Pourquoi') }),
  lookUp: lookUpEvaluation,
  decide({ body, params: { measureId = '', protocolId = '' }, facts: evaluation }, state) {
    assertNotConcluded(evaluation);
    if (state?.protocolId !== protocolId) throw notFound('Mesure', measureId);
    assertFigure(body);
    const isSame = state.value === body.value && state.text === body.text && state.why === body.why;
    if (isSame) return alreadyThere(state);
    const corrected = { protocolId, measureId, ...figureOf(body), why: body.why };
    // What is corrected is the figure of that day.
    return [MeasureCorrected(corrected, { effectiveOn: state.measuredOn })];
  },
});

export const recordBaseline = defineCommand({
  decider: baseline,
  comesAfterTheEnd: true,
  creates: 'baselineId',
  stream: pieceStream('baselineId'),
  name: 'evaluation.record-baseline',
  title: 'Enregistrer une valeur de départ',
  description: 'Prise avant la convention, pour comparer à la fin.',
  roles: contributors,
  route: `${evidenceRoute}/baselines`,
  body: z.strictObject({
    label: title.describe('Ce qui est compté'),
    unit: title.describe('Unité'),
    value: z.number().describe('Valeur'),
    measuredOn: happenedDay.describe('Date'),
    source: title.describe('Source'),
  }),
  lookUp: lookUpFramework,
  decide({ body, params: { protocolId = '', baselineId = '' }, facts: { evaluation }, today }) {
    assertNotConcluded(evaluation);
    assertPast(body.measuredOn, today);
    return [BaselineRecorded({ protocolId, baselineId, ...body }, { occurredOn: body.measuredOn })];
  },
});
