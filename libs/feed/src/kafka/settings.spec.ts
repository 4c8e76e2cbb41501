import { z } from 'zod';
import { kafkaEnvironment } from './settings.js';

const read = (given: Record<string, string>) => z.object(kafkaEnvironment).safeParse(given);

test.each(['0x10', '1e3', '-1', '0', '07', '6.0', '6,5', ' 6', '6 ', '', 'six', '99999999999999999999'])(
  'a count of partitions or copies is no « %s »',
  (text) => {
    for (const name of ['KAFKA_PARTITIONS', 'KAFKA_REPLICATION'])
      expect(read({ [name]: text }).error?.issues[0]?.message).toMatch(
        new RegExp(`^${name} doit être un nombre de 1 à \\d+\\.$`),
      );
  },
);

test('what is left out has its default, what is written in digits is that number', () => {
  expect(read({}).data).toMatchObject({ KAFKA_PARTITIONS: 6, KAFKA_REPLICATION: 1 });
  expect(read({ KAFKA_PARTITIONS: '16', KAFKA_REPLICATION: '3' }).data).toMatchObject({
    KAFKA_PARTITIONS: 16,
    KAFKA_REPLICATION: 3,
  });
  expect([read({ KAFKA_PARTITIONS: '1001' }).success, read({ KAFKA_REPLICATION: '10' }).success]).toEqual([
    false,
    false,
  ]);
});

test.each([
  'broker:0x10',
  'broker',
  'broker:',
  'broker:65536',
  'broker:0',
  'broker:9092;other:9092',
  'broker:9092,',
])('the brokers are no « %s »', (text) => {
  expect(read({ KAFKA_BROKERS: text }).error?.issues[0]?.message).toMatch(/^KAFKA_BROKERS doit être/);
});
