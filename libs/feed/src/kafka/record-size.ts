import type { RecordToSend } from './to-record.js';

/** What a batch costs beside its records, with what the log adds in front of it (Kafka's record batch, magic 2). */
export const batchOverhead = 73;

/** Length, attributes, deltas of time and offset, number of headers: variable in length, never more. */
const recordOverhead = 32;
/** The lengths of a header's name and value. */
const headerOverhead = 10;

/** Most bytes that a broker counts for a record, uncompressed. */
export function sizeOf({ key, value, headers }: RecordToSend): number {
  let size = recordOverhead + Buffer.byteLength(key) + Buffer.byteLength(value ?? '');
  for (const [name, text] of Object.entries(headers))
    size += headerOverhead + name.length + Buffer.byteLength(text);
  return size;
}
