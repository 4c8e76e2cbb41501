import type * as contracts from '@ctg/contracts/diagnostics';
import { CommandChangedNothing, FactAnnulled, FactCorrected } from '@ctg/contracts/diagnostics';
import { foldOfThings } from '../things/fold-of-things.js';
import { consultation, diagnostic, priority } from './diagnostic.js';
import { need } from './need.js';
import { offer } from './offer.js';
import { takenOver } from './taken-over.js';
import { value } from './value.js';

/** Everything that is told of a convention's diagnostic. */
export const diagnosticFacts = foldOfThings<typeof contracts>()(
  {
    /** One of each convention: its events name no diagnostic. */
    diagnostics: { fold: diagnostic, id: 'conventionId' },
    values: { fold: value, id: 'valueId' },
    offers: { fold: offer, id: 'offerId' },
    consultations: { fold: consultation, id: 'consultationId' },
    needs: { fold: need, id: 'needId' },
    priorities: { fold: priority, id: 'priorityId' },
    /** One of each convention, as the diagnostic. */
    takenOver: { fold: takenOver, id: 'conventionId' },
  },
  [CommandChangedNothing, FactCorrected, FactAnnulled],
);
