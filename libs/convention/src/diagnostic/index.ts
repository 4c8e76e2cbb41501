/** The shared diagnostic: the folds that its owner decides on, its tables show and history tells of. */
export { consultation, type Diagnostic, diagnostic, type FrozenVersion, priority } from './diagnostic.js';
export { diagnosticFacts } from './diagnostic-facts.js';
export { type Need, need } from './need.js';
export { type Offer, offer } from './offer.js';
export { type TakenOver, type TakenPiece, takenOver } from './taken-over.js';
export { type Value, value } from './value.js';
