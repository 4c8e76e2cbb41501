import kafkajs from 'kafkajs';
import { partitionOf } from './murmur2.js';

test('a key is put where the clients of Kafka put it', () => {
  const partitioner = kafkajs.Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: 7 }, (_, partitionId) => ({ partitionId, leader: 1 }));
  const keys = ['', 'a', 'ab', 'abc', 'abcd', 'é à', '0190d3b2-7a55-7c2e-9f53-b1a2c3d4e5f6', 'x'.repeat(99)];
  for (let number = 0; number < 500; number++) keys.push(`stream-${number * 7919}`);
  for (const key of keys) {
    const theirs = partitioner({ topic: 't', partitionMetadata, message: { key, value: '' } } as never);
    expect([key, partitionOf(key, 7)]).toEqual([key, theirs]);
  }
});
