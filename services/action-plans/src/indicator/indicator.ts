import {
  IndicatorDefined,
  IndicatorDrafted,
  indicatorKind,
  indicatorPairing,
} from '@ctg/contracts/action-plans';
import { action, type Indicator } from '@ctg/convention/plan';
import {
  alreadyThere,
  assertRoom,
  defineCommand,
  happenedOn,
  isRecorded,
  notFound,
  pastDay,
} from '@ctg/decider';
import { text, title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { actionRoute, actionStream, mostOf, proposed } from '../action/action.js';
import { assertOwnAction } from '../action/own-action.js';
import { assertOperation } from '../operation/add-operation.js';
import { reporters } from '../rights.js';

export const draftIndicator = defineCommand({
  name: 'action-plans.draft-indicator',
  title: 'Esquisser un indicateur',
  description: 'Son intitulé suffit pour commencer ; il ne se mesure qu’une fois défini.',
  roles: reporters,
  route: actionRoute('/indicators'),
  stream: actionStream,
  body: z.strictObject({
    title: title.describe('Intitulé de l’indicateur'),
    kind: indicatorKind,
    operationId: uuid.optional().describe('Opération, quand il ne s’agit que d’elle'),
    draftedOn: pastDay,
  }),
  decider: action,
  decide({ body: { draftedOn, ...body }, params, actor, newId }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    assertOperation(current, body.operationId);
    assertRoom(current.indicators.length, mostOf.indicators, 'd’indicateurs dans cette fiche');
    return [
      IndicatorDrafted({ indicatorId: newId(), actionId: current.actionId, ...body }, happenedOn(draftedOn)),
    ];
  },
});

const definitionOf = ({ definition, unit, source, baseline, target, pairing }: Indicator) => ({
  definition,
  unit,
  source,
  baseline,
  target,
  pairing,
});

export const defineIndicator = defineCommand({
  name: 'action-plans.define-indicator',
  title: 'Définir un indicateur',
  description:
    'Sa définition, son unité et sa source ; valeur de départ et cible peuvent venir plus tard, en le définissant à nouveau.',
  roles: reporters,
  route: actionRoute('/indicators/:indicatorId/definition'),
  stream: actionStream,
  body: z.strictObject({
    definition: text.describe('Ce qui est compté ou apprécié, et comment'),
    unit: title.describe(
      'Unité, par exemple personnes ; pour un indicateur qualitatif, par exemple appréciation',
    ),
    source: title.describe('D’où vient la mesure'),
    baseline: z.number().optional().describe('Valeur de départ'),
    target: z.number().optional().describe('Valeur visée'),
    pairing: indicatorPairing.optional(),
    definedOn: pastDay,
  }),
  decider: action,
  decide({ body: { definedOn, ...body }, params, actor }, state) {
    const current = proposed(state, params);
    assertOwnAction(current, actor);
    const indicatorId = params.indicatorId ?? '';
    const before = current.indicators.find((one) => one.indicatorId === indicatorId);
    if (!before) throw notFound('Indicateur', indicatorId);
    const recorded = { ...before, definedOn: current.toldOn.definitions[indicatorId] };
    // The whole definition is told each time: what it leaves out is no longer in it.
    const isWhole = isRecorded(definitionOf(before), body);
    if (isWhole && isRecorded({ ...body, definedOn }, recorded)) return alreadyThere(recorded);
    return [IndicatorDefined({ indicatorId, actionId: current.actionId, ...body }, happenedOn(definedOn))];
  },
});
