import { correctionsOf } from '../corrections/fact-corrected.js';

/** Something of this service was recorded wrongly: what holds in its place, or nothing. */
export const { FactCorrected, FactAnnulled } = correctionsOf('diagnostics');
