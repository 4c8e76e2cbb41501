import type { EventStore, RecordedEvent } from '@ctg/event-store';
import { headerText } from './from-record.js';
import type { BrokerRecord } from './record.js';
import { batchOverhead, sizeOf } from './record-size.js';
import type { RecordToSend } from './to-record.js';

/** A record that says so has no value: its event is larger than its topic takes. The number of bytes it would have had. */
export const claimHeader = 'ce_claimbytes';

/**
 * The record, or where its topic cannot carry it a record in its place that has everything but the data: the order of its
 * key stays whole, nothing behind it waits, and whoever needs the data asks for the event at its position.
 */
export function carriable(record: RecordToSend, largestBatch: number): RecordToSend {
  const bytes = sizeOf(record) + batchOverhead;
  if (bytes <= largestBatch) return record;
  return { ...record, value: null, headers: { ...record.headers, [claimHeader]: String(bytes) } };
}

export const isClaim = (record: Pick<BrokerRecord, 'headers' | 'value'>): boolean =>
  record.value === null && headerText(record, claimHeader) !== undefined;

/** What claims are redeemed with. */
export type Redeem = (position: bigint) => Promise<RecordedEvent | undefined>;

/**
 * The same records, each claim with the data that it stands for.
 * @throws StoreUnavailable and what else reading the store throws: the records are then given again
 */
export async function redeemed(
  records: readonly BrokerRecord[],
  redeem: Redeem,
): Promise<readonly BrokerRecord[]> {
  if (!records.some(isClaim)) return records;
  return Promise.all(records.map((record) => (isClaim(record) ? withData(record, redeem) : record)));
}

async function withData(record: BrokerRecord, redeem: Redeem): Promise<BrokerRecord> {
  const position = headerText(record, 'ce_position') ?? '';
  const event = /^\d{1,18}$/.test(position) ? await redeem(BigInt(position)) : undefined;
  // One that the store does not know stays without a value, and is parked for that.
  if (event?.id !== headerText(record, 'ce_id')) return record;
  return event ? { ...record, value: Buffer.from(event.rawData) } : record;
}

/** Reads one event of the store. */
export const redeemFrom =
  (store: EventStore): Redeem =>
  (position) =>
    store.eventAt(position);
