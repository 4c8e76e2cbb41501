import type * as contracts from '@ctg/contracts/evaluation';
import { CommandChangedNothing, FactAnnulled, FactCorrected } from '@ctg/contracts/evaluation';
import { foldOfThings } from '../things/fold-of-things.js';
import { gathered, noEvidence } from './evidence.js';
import { protocol } from './pieces.js';

/** Everything that is told of the evaluation of a convention, by protocol. */
export const evaluationFacts = foldOfThings<typeof contracts>()(
  {
    protocols: { fold: protocol, id: 'protocolId' },
    evidence: { fold: gathered, id: 'protocolId', nothing: noEvidence },
  },
  [CommandChangedNothing, FactCorrected, FactAnnulled],
);
