import { createHash } from 'node:crypto';
import type { EventMetadata, PublishedEvent } from '@ctg/contracts';

/** An event without its data. */
export type Envelope = Omit<PublishedEvent, 'data'>;

/** CloudEvents 1.0 context attributes, all of them strings, in lower case as the specification asks. */
export type Attributes = Readonly<Record<string, string>>;

/** `partners.ConventionOpened` -> `partners`, `actionplans.PlanOpened` -> `action-plans`: as in addresses and topics. */
export const serviceOf = (type: string): string => {
  const name = type.slice(0, type.indexOf('.'));
  return name === 'actionplans' ? 'action-plans' : name;
};

/**
 * What names the schema of an event's data. CloudEvents asks for an absolute URI, and the same event must have the same
 * one whoever hands it out and wherever it runs, so it is a name and no address; the schema is served under
 * `/schemas/<type>/<version>`.
 */
export const schemaUri = (type: string, version: number): string => `urn:ctg:schema:${type}:${version}`;

/** The extension attribute that carries each text of the metadata, when it is there. */
export const extensions = [
  ['tenant', 'cafId'],
  ['correlationid', 'correlationId'],
  ['causationid', 'causationId'],
  ['occurredon', 'occurredOn'],
  ['effectiveon', 'effectiveOn'],
  ['reason', 'reason'],
  ['warnings', 'warnings'],
  ['rehearsedat', 'rehearsedAt'],
  ['commandid', 'commandId'],
  ['commandhash', 'commandHash'],
  ['commandresult', 'commandResult'],
] as const satisfies readonly (readonly [string, keyof EventMetadata])[];

/** The extension attribute that carries each text of the actor. */
export const actorExtensions = [
  ['actorsubject', 'subject'],
  ['actorrole', 'role'],
  ['actororganisation', 'organisation'],
] as const;

/**
 * What of an event goes beside its data: `source` + `id` identify it for ever, `subject` is its order key (the
 * convention, or the stream where there is none), `position` orders everything, `dataschema` ends with its version.
 */
export function attributesOf(event: Envelope): Attributes {
  const attributes: Record<string, string> = {
    specversion: '1.0',
    id: event.id,
    source: `/ctg/${serviceOf(event.type)}`,
    type: event.type,
    time: event.recordedAt,
    subject: textOr(event.conventionId, event.stream),
    dataschema: schemaUri(event.type, event.schemaVersion),
    datacontenttype: 'application/json',
    position: event.position,
    stream: event.stream,
    revision: String(event.revision),
    traceparent: traceparentOf(event.correlationId, event.id),
  };
  for (const [attribute, field] of extensions) {
    const value = event[field];
    if (typeof value === 'string') attributes[attribute] = value;
  }
  for (const [attribute, field] of actorExtensions) {
    const value = event.actor?.[field];
    if (typeof value === 'string') attributes[attribute] = value;
  }
  return attributes;
}

/** Somebody else's event may stand in our streams, with no metadata of ours: it is handed on, for its readers to refuse. */
export const textOr = (given: unknown, otherwise: string): string =>
  typeof given === 'string' ? given : otherwise;

/** W3C trace context: the correlation id is the trace, the event is the parent of whatever it causes. */
export function traceparentOf(correlationId: string | undefined, id: string): string {
  return `00-${hex(textOr(correlationId, id), 32)}-${hex(id, 32).slice(-16)}-01`;
}

/** A UUID or a trace id is its own digits; any other text is hashed. */
function hex(text: string, digits: number): string {
  const own = text.replaceAll('-', '');
  return /^[0-9a-f]{32}$/.test(own) ? own : createHash('sha256').update(text).digest('hex').slice(0, digits);
}
