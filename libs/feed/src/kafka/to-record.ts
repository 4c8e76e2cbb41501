import type { EventMetadata } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import {
  actorExtensions,
  extensions,
  schemaUri,
  serviceOf,
  textOr,
  traceparentOf,
} from '../cloud-events/attributes.js';
import { partitionOf } from '../lanes/murmur2.js';
import { headerPrefix } from './record.js';

/** A record to send. */
export interface RecordToSend {
  readonly service: string;
  readonly partition: number;
  readonly key: string;
  /** The very bytes of the event's data in the store; null where the topic cannot carry them (see `claim.ts`). */
  readonly value: string | null;
  readonly headers: Record<string, string>;
  /** Milliseconds since 1970, as a string. */
  readonly timestamp: string;
}

const metadataHeaders = extensions.map(([name, field]) => [headerPrefix + name, field] as const);
const actorHeaders = actorExtensions.map(([name, field]) => [headerPrefix + name, field] as const);

/**
 * A CloudEvent in binary mode: the attributes of `attributesOf`, written out because republishing makes tens of thousands
 * a second. Of somebody else's event, without our metadata, it carries what there is: its readers park what they cannot
 * read, and the rest goes on. The partition is chosen here, by the rule that Kafka's own clients follow.
 */
export function toRecord(recorded: RecordedEvent, partitions: number): RecordToSend {
  const { id, type, stream, recordedAt } = recorded;
  const metadata = recorded.metadata as unknown as EventMetadata;
  const service = serviceOf(type);
  const key = textOr(metadata.conventionId, stream);
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: `/ctg/${service}`,
    ce_type: type,
    ce_time: recordedAt.toISOString(),
    ce_subject: key,
    ce_dataschema: schemaUri(type, metadata.schemaVersion),
    'content-type': 'application/json',
    ce_position: String(recorded.position),
    ce_stream: stream,
    ce_revision: String(recorded.revision),
    traceparent: traceparentOf(metadata.correlationId, id),
  };
  for (const [name, field] of metadataHeaders) {
    const value = metadata[field];
    if (typeof value === 'string') headers[name] = value;
  }
  for (const [name, field] of actorHeaders) {
    const value = metadata.actor?.[field];
    if (typeof value === 'string') headers[name] = value;
  }
  return {
    service,
    partition: partitionOf(key, partitions),
    key,
    value: recorded.rawData,
    headers,
    timestamp: String(recordedAt.getTime()),
  };
}
