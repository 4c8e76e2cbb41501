/** The things of the chain, in its order, in the users' words. */
export const chainKinds = {
  need: 'besoin',
  priority: 'enjeu',
  objective: 'objectif',
  action: 'action',
  operation: 'opération',
  indicator: 'indicateur',
  measure: 'mesure',
  baseline: 'valeur de départ',
  opinion: 'avis',
  judgement: 'jugement',
  recommendation: 'recommandation',
  decision: 'décision',
} as const;

export type ChainKind = keyof typeof chainKinds;

/** Where the chain is broken: what a thing lacks. */
export const chainBreaks = {
  'need-without-priority': 'besoin sans enjeu',
  'need-without-action': 'besoin sans action',
  'priority-without-objective': 'enjeu sans objectif',
  'objective-without-priority': 'objectif sans enjeu',
  'objective-without-action': 'objectif sans action',
  'action-without-need': 'action sans besoin',
  'action-without-decision': 'action que le copil n’a pas adoptée',
  'action-without-indicator': 'action sans indicateur',
  'indicator-not-defined': 'indicateur sans définition',
  'indicator-without-baseline': 'indicateur sans valeur de départ',
  'indicator-without-measure': 'indicateur sans mesure',
  'measure-without-judgement': 'mesure sans jugement',
  'judgement-without-decision': 'jugement sans décision',
} as const;

export type ChainBreak = keyof typeof chainBreaks;
