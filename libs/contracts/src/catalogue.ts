import type { RecordedEvent } from '@ctg/event-store';
import { actionPlansEvents } from './action-plans/index.js';
import { Corrections } from './corrections/corrections.js';
import { EventDecoder } from './decode-event.js';
import type { AnyEventDefinition } from './define-event.js';
import { diagnosticsEvents } from './diagnostics/index.js';
import type { PublishedEvent } from './envelope.js';
import { evaluationEvents } from './evaluation/index.js';
import { partnersEvents } from './partners/index.js';

/** Every event of the system. */
export const catalogue: readonly AnyEventDefinition[] = [
  ...partnersEvents,
  ...diagnosticsEvents,
  ...actionPlansEvents,
  ...evaluationEvents,
];

const decoder = new EventDecoder(catalogue);

/** Reads a recorded event with the whole catalogue's upcasters. @throws UnreadableEvent */
export const decodeEvent = (recorded: RecordedEvent): PublishedEvent => decoder.decode(recorded);

/** Data of an event in the newest version of its type. @throws UnreadableEvent */
export const newestData: EventDecoder['newest'] = (type, data, version) =>
  decoder.newest(type, data, version);

/** What corrects events of the catalogue: to be told the corrections, none so far. */
export const noCorrections = (): Corrections => new Corrections(newestData);

/** The definition of an event type; undefined when it is none of ours. */
export const definitionOfType = (type: string): AnyEventDefinition | undefined => byType.get(type);

const byType = new Map(catalogue.map((definition) => [definition.type, definition]));
const types = new Set(catalogue.map(({ type }) => type));
const services = new Set(catalogue.map(({ type }) => serviceOf(type)));

/** True for an event of one of these services whose type is not in the catalogue: a newer version recorded it. */
export const isFromANewerVersion = (type: string): boolean =>
  services.has(serviceOf(type)) && !types.has(type);

function serviceOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}
