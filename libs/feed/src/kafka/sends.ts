import { batchOverhead, sizeOf } from './record-size.js';
import type { RecordToSend } from './to-record.js';

/** A record on its way, with the position of the store that is published once it is acknowledged. */
export interface PlacedRecord {
  readonly record: RecordToSend;
  readonly position: bigint;
}

/** What one request may carry. Brokers take 100 MB by default; this keeps what is in memory small. */
export const largestSend = 8_000_000;

/**
 * Cuts records into sends that a broker takes, in their order. The client library writes one batch a partition and send,
 * and a broker refuses a batch above its topic's `max.message.bytes` whole, so that is what is counted.
 * `largestBatch`: by the topic's service, in bytes.
 */
export function* sendsOf(
  records: Iterable<PlacedRecord>,
  largestBatch: (service: string) => number,
): Generator<readonly PlacedRecord[], void, undefined> {
  let send: PlacedRecord[] = [];
  let total = 0;
  const batches = new Map<string, number>();
  for (const placed of records) {
    const { service, partition } = placed.record;
    const size = sizeOf(placed.record);
    const batch = `${service}/${partition}`;
    const grown = (batches.get(batch) ?? batchOverhead) + size;
    if (send.length > 0 && (grown > largestBatch(service) || total + size > largestSend)) {
      yield send;
      send = [];
      total = 0;
      batches.clear();
    }
    send.push(placed);
    total += size;
    batches.set(batch, (batches.get(batch) ?? batchOverhead) + size);
  }
  if (send.length > 0) yield send;
}
