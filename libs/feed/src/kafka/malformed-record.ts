import type { PublishedEvent } from '@ctg/contracts';
import type { Incoming } from '../delivery/incoming.js';
import { type Decode, fromStore } from '../delivery/recorded-event.js';
import { fromRecord, headerText } from './from-record.js';
import { type BrokerRecord, headerPrefix } from './record.js';

/** A record as it is kept while it is parked: its very bytes. */
interface ParkedBrokerRecord {
  readonly record: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: string;
    /** Base64, like the values of the headers. */
    readonly key: string | null;
    readonly value: string | null;
    readonly headers: Readonly<Record<string, readonly string[]>>;
  };
}

/** What cannot be taken for an event at all: it is parked with its bytes, and holds its key if it has one. */
export class MalformedIncoming<Place> implements Incoming<Place> {
  readonly event: PublishedEvent;
  readonly key: string;
  readonly position = 0n;

  constructor(
    private readonly record: BrokerRecord,
    readonly unreadable: string,
    readonly place: Place,
  ) {
    const where = `${record.topic}/${record.partition}/${record.offset}`;
    this.key = record.key?.toString('utf8').replaceAll('\0', '\uFFFD').slice(0, 200) || where;
    this.event = asFound(record, where);
  }

  raw(): string {
    return JSON.stringify({ record: keptRecord(this.record) } satisfies ParkedBrokerRecord);
  }

  fresh(): Incoming<Place> {
    return this;
  }
}

/** Key, value and headers as they came, byte for byte. */
export function keptRecord({
  topic,
  partition,
  offset,
  key,
  value,
  headers,
}: BrokerRecord): ParkedBrokerRecord['record'] {
  const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
  return {
    topic,
    partition,
    offset,
    key: key && base64(key),
    value: value && base64(value),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, header]) => [
        name,
        (Array.isArray(header) ? header : [header ?? '']).map(base64),
      ]),
    ),
  };
}

/** Reads a parked record anew: this version of the service may understand what the one before did not. */
export function fromParkedRecord({ record: kept }: ParkedBrokerRecord, decode: Decode): Incoming {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const record: BrokerRecord = {
    ...kept,
    key: kept.key === null ? null : bytes(kept.key),
    value: kept.value === null ? null : bytes(kept.value),
    headers: Object.fromEntries(
      Object.entries(kept.headers).map(([name, values]) => [name, values.map(bytes)]),
    ),
  };
  try {
    return fromStore(fromRecord(record), decode);
  } catch (error) {
    return new MalformedIncoming(record, (error as Error).message, undefined);
  }
}

/** As much of an event as can be shown; its id is the record's place, which no event has. */
function asFound(record: BrokerRecord, where: string): PublishedEvent {
  const header = (name: string) => headerText(record, headerPrefix + name)?.replaceAll('\0', '\uFFFD');
  return {
    id: where,
    type: header('type') ?? 'unknown',
    stream: header('stream') ?? '',
    revision: 0,
    position: '0',
    recordedAt: header('time') ?? '',
    schemaVersion: 0,
    cafId: header('tenant') ?? '',
    actor: { subject: '', role: '' },
    correlationId: header('correlationid') ?? '',
    causationId: header('causationid') ?? '',
    occurredOn: '',
    data: { value: record.value?.toString('utf8').slice(0, 2_000).replaceAll('\0', '\uFFFD') ?? '' },
  };
}
