import type { PublishedEvent } from '@ctg/contracts';
import type { JsonObject } from '@ctg/event-store';
import { type Attributes, attributesOf } from './attributes.js';

/** A CloudEvent in structured mode (one JSON object), as the HTTP feed hands it out. */
export type StructuredCloudEvent = Attributes & { readonly data: JsonObject };

/** How the command was recognised when it was repeated: nobody else's business. */
const internal = new Set(['commandid', 'commandhash', 'commandresult']);

/** An event as a CloudEvents 1.0 JSON object (`application/cloudevents+json`). */
export function toCloudEvent(event: PublishedEvent): StructuredCloudEvent {
  const isWhole = event.data.hidden !== true;
  // What was silenced in part is no longer what the schema describes.
  const isTold = (name: string) => !internal.has(name) && (isWhole || name !== 'dataschema');
  const attributes = Object.entries(attributesOf(event)).filter(([name]) => isTold(name));
  return { ...Object.fromEntries(attributes), data: event.data } as unknown as StructuredCloudEvent;
}
