/** The chain from needs to decisions, walked both ways, and where it is broken. */
export { answeredBy } from './answered-by.js';
export { type Break, breaksOf } from './breaks.js';
export { chainInSteps, chainOf } from './chain.js';
export type { Chain, ChainFacts, FormerChain, Link, TakenPiece } from './links.js';
export { type Step, walk } from './walk.js';
export { type ChainBreak, type ChainKind, chainBreaks, chainKinds } from './words.js';
