import type { EventMetadata } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';
import { attributesOf, type Envelope, serviceOf } from '../cloud-events/attributes.js';
import { partitionOf } from '../lanes/murmur2.js';
import { contentTypeHeader, headerPrefix } from './record.js';

/** A record to send. */
export interface RecordToSend {
  readonly service: string;
  readonly partition: number;
  readonly key: string;
  /** The very bytes of the event's data in the store. */
  readonly value: string;
  readonly headers: Record<string, string>;
  /** Milliseconds since 1970, as a string. */
  readonly timestamp: string;
}

/** A CloudEvent in binary mode. The partition is chosen here, by the rule that Kafka's own clients follow. */
export function toRecord(recorded: RecordedEvent, partitions: number): RecordToSend {
  const envelope: Envelope = {
    ...(recorded.metadata as unknown as EventMetadata),
    id: recorded.id,
    type: recorded.type,
    stream: recorded.stream,
    revision: recorded.revision,
    position: String(recorded.position),
    recordedAt: recorded.recordedAt.toISOString(),
  };
  const headers: Record<string, string> = {};
  const attributes = attributesOf(envelope);
  for (const name in attributes) headers[headerOf(name)] = attributes[name] as string;
  const key = attributes.subject as string;
  return {
    service: serviceOf(recorded.type),
    partition: partitionOf(key, partitions),
    key,
    value: recorded.rawData,
    headers,
    timestamp: String(recorded.recordedAt.getTime()),
  };
}

/** Content type and trace context have headers of their own name. */
const headerOf = (attribute: string): string => {
  if (attribute === 'datacontenttype') return contentTypeHeader;
  return attribute === 'traceparent' ? attribute : headerPrefix + attribute;
};
