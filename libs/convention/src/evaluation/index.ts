/** The evaluation: the folds that its owner decides on, its tables show and history tells of. */
export { type Evaluation, evaluation } from './evaluation.js';
export { evaluationFacts } from './evaluation-facts.js';
export { type Evidence, gathered, noEvidence } from './evidence.js';
export { baseline, figureOf, type Measure, measure, opinion, type Protocol, protocol } from './pieces.js';
export { resultsNamed, type TakenResult, type TakenResults, takenResults } from './taken-over.js';
