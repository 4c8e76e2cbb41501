import type * as contracts from '@ctg/contracts/evaluation';
import { CommandChangedNothing, FactAnnulled, FactCorrected } from '@ctg/contracts/evaluation';
import { foldOfThings } from '../things/fold-of-things.js';
import { gathered, noEvidence } from './evidence.js';
import { protocol } from './pieces.js';
import { takenResults } from './taken-over.js';

/** Everything that is told of the evaluation of a convention, by protocol. */
export const evaluationFacts = foldOfThings<typeof contracts>()(
  {
    protocols: { fold: protocol, id: 'protocolId' },
    evidence: { fold: gathered, id: 'protocolId', nothing: noEvidence },
    /** One of each convention: what it takes over of another names no thing of its own. */
    takenResults: { fold: takenResults, id: 'conventionId' },
  },
  [CommandChangedNothing, FactCorrected, FactAnnulled],
);
