import type { Incoming, ReadIncoming } from '../delivery/incoming.js';
import { type Decode, fromRaw } from '../delivery/recorded-event.js';
import { fromParkedRecord } from '../kafka/malformed-record.js';

/** Reads what any adapter parked: after an update of the service, what was unreadable may be readable. */
export const readParked =
  (decode: Decode): ReadIncoming =>
  (raw) => {
    const parked = JSON.parse(raw);
    const incoming: Incoming =
      parked.rawData === undefined ? fromParkedRecord(parked, decode) : fromRaw(parked, decode);
    return incoming;
  };
