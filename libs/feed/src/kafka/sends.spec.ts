import fc from 'fast-check';
import { carriable, claimHeader } from './claim.js';
import { batchOverhead, sizeOf } from './record-size.js';
import { largestSend, type PlacedRecord, sendsOf } from './sends.js';

const placed = (position: number, bytes: number, partition: number): PlacedRecord => ({
  position: BigInt(position),
  record: {
    service: 'demo',
    partition,
    key: 'k',
    value: 'v'.repeat(bytes),
    headers: { ce_id: 'x' },
    timestamp: '0',
  },
});

test('every send keeps to what a batch and a request may carry, in the order given, nothing left out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 900_000 }), fc.integer({ min: 0, max: 3 })), {
        maxLength: 60,
      }),
      (sizes) => {
        const records = sizes.map(([bytes, partition], place) => placed(place + 1, bytes, partition));
        const sends = [...sendsOf(records, () => 1_000_000)];
        expect(sends.flat()).toEqual(records);
        for (const send of sends) {
          const batches = new Map<number, number>();
          for (const { record } of send)
            batches.set(record.partition, (batches.get(record.partition) ?? batchOverhead) + sizeOf(record));
          expect(Math.max(...batches.values())).toBeLessThanOrEqual(1_000_000);
          expect(send.reduce((sum, { record }) => sum + sizeOf(record), 0)).toBeLessThanOrEqual(largestSend);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('what a topic cannot carry is sent without its data, and says how large it was', () => {
  const { record } = placed(1, 2_000, 0);
  expect(carriable(record, 10_000)).toBe(record);
  const claim = carriable(record, 1_000);
  expect(claim.value).toBeNull();
  expect(claim.headers).toEqual({ ce_id: 'x', [claimHeader]: String(sizeOf(record) + batchOverhead) });
});
