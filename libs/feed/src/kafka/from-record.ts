import type { JsonObject, RecordedEvent } from '@ctg/event-store';
import { actorExtensions, extensions, schemaUri, serviceOf } from '../cloud-events/attributes.js';
import { type BrokerRecord, headerPrefix } from './record.js';

/** A record that is not an event as the relay writes them; the message says what is wrong with it. */
class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord';
}

/** Most bytes of an event's data that are looked at; the store takes less. */
const largestValue = 4_000_000;

/**
 * Reads a CloudEvent in binary mode back as the recorded event it was, byte for byte: data from the value, metadata from
 * the attributes.
 * @throws MalformedRecord
 */
export function fromRecord(record: BrokerRecord): RecordedEvent {
  const attribute = (name: string) => headerText(record, headerPrefix + name);
  const needed = (name: string): string => {
    const value = attribute(name);
    if (value === undefined || value === '')
      throw new MalformedRecord(`Header ${headerPrefix}${name} is missing.`);
    return value;
  };
  if (needed('specversion') !== '1.0')
    throw new MalformedRecord(`CloudEvents version 1.0 expected, found ${attribute('specversion')}.`);
  const type = needed('type');
  if (!type.includes('.')) throw new MalformedRecord(`Type service.ThingHappened expected, found ${type}.`);
  if (needed('source') !== `/ctg/${serviceOf(type)}`)
    throw new MalformedRecord(`Source /ctg/${serviceOf(type)} expected, found ${attribute('source')}.`);
  const recordedAt = new Date(needed('time'));
  if (Number.isNaN(recordedAt.getTime()))
    throw new MalformedRecord(`An instant expected in ${headerPrefix}time, found ${attribute('time')}.`);
  const [stream, subject] = [needed('stream'), needed('subject')];
  if (record.key?.toString() !== subject)
    throw new MalformedRecord(`Key ${subject} expected, found ${record.key?.toString() ?? 'none'}.`);
  const metadata = metadataOf(needed, attribute, type, subject === stream ? undefined : subject);
  const rawData = text(record.value);
  return {
    id: needed('id'),
    type,
    stream,
    revision: whole(needed('revision'), 'revision'),
    position: BigInt(whole(needed('position'), 'position')),
    recordedAt,
    data: parsed(rawData),
    metadata,
    rawData,
    rawMetadata: JSON.stringify(metadata),
  };
}

function metadataOf(
  needed: (name: string) => string,
  attribute: (name: string) => string | undefined,
  type: string,
  conventionId: string | undefined,
): JsonObject {
  const actor: Record<string, string> = {};
  for (const [name, field] of actorExtensions) {
    const value = field === 'organisation' ? attribute(name) : needed(name);
    if (value !== undefined) actor[field] = value;
  }
  const metadata: Record<string, string | number | JsonObject> = {
    actor: inOrder(actor),
    schemaVersion: versionOf(needed('dataschema'), type),
    ...(conventionId === undefined ? {} : { conventionId }),
  };
  for (const [name, field] of extensions) {
    const value = required.has(name) ? needed(name) : attribute(name);
    if (value !== undefined) metadata[field] = value;
  }
  return inOrder(metadata);
}

/** In the order of canonical JSON, so that the bytes are those of the store. */
const inOrder = (fields: Record<string, string | number | JsonObject>): JsonObject =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

const required = new Set(['tenant', 'correlationid', 'causationid', 'occurredon']);

/** The schema of the data is named by type and version. */
function versionOf(dataschema: string, type: string): number {
  const prefix = schemaUri(type, 0).slice(0, -1);
  if (!dataschema.startsWith(prefix))
    throw new MalformedRecord(`Schema ${prefix}… expected, found ${dataschema}.`);
  return whole(dataschema.slice(prefix.length), 'dataschema');
}

function whole(value: string, name: string): number {
  const number = Number(value);
  if (!/^\d{1,15}$/.test(value))
    throw new MalformedRecord(`A whole number expected in ${name}, found ${value}.`);
  return number;
}

function text(value: Buffer | null): string {
  if (!value || value.length === 0) throw new MalformedRecord('The record has no value.');
  if (value.length > largestValue)
    throw new MalformedRecord(`At most ${largestValue} bytes expected, found ${value.length}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw new MalformedRecord('The value is not UTF-8.');
  }
}

function parsed(rawData: string): JsonObject {
  let data: unknown;
  try {
    data = JSON.parse(rawData);
  } catch (error) {
    throw new MalformedRecord(`The value is not JSON: ${(error as Error).message}`);
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new MalformedRecord('The value is not a JSON object.');
  return data as JsonObject;
}

/** The last value of a header, as text. */
export function headerText({ headers }: Pick<BrokerRecord, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  const last = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined ? undefined : last.toString();
}
