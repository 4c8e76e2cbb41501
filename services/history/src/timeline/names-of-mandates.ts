import { correctionIn, isCorrection, type PublishedEvent } from '@ctg/contracts';
import { mandate, officerNumbers } from '@ctg/convention';
import type { Named } from '../names/names.js';
import { numbered } from '../names/officers.js';
import { themesOf } from '../names/theme-names.js';
import type { FoldedFacts } from '../state/folded-facts.js';

const told = new Set<string>(mandate.eventTypes);

/** True where one of these events, or a correction of one, tells of a mandate. */
export const tellOfMandates = (events: readonly PublishedEvent[]): boolean =>
  events.some((event) => told.has(isCorrection(event.type) ? correctionIn(event).factType : event.type));

/** What officers and themes are called in the sentences on mandates. */
export const namesOfMandates = (facts: FoldedFacts): readonly Named[] => [
  ...[...themesOf(facts)].map(([id, label]) => ({ id, label, kind: 'theme' })),
  ...[...officerNumbers(facts.partners.mandate)].map(([id, number]) => ({
    id,
    label: numbered(number),
    kind: 'holder',
  })),
];
