import { fieldWords } from '@ctg/convention/words';
import { kafkaEnvironment } from '@ctg/feed/kafka';
import { describeWithKafka } from '@ctg/local-kafka/testing';
import { z } from 'zod';
import { anonymous, lives, toldBy } from './lives-testing.js';

/** The same life of one convention, over each of the two feeds. */
describeWithKafka('the product over Kafka', () => {
  const { played, end } = lives('ctg-over-kafka-');
  afterAll(end);

  test('gives the same histories and the same state as the embedded feed, and holds all that happened', async () => {
    const embedded = await played('embedded', {});
    const kafka = z.object(kafkaEnvironment).parse({});
    const overKafka = await played('kafka', { kafka });
    for (const service of ['partners', 'diagnostics', 'action-plans', 'evaluation']) {
      expect(toldBy(service, overKafka)).toEqual(toldBy(service, embedded));
    }
    expect(overKafka.history.length).toBeGreaterThan(280);
    expect(anonymous(overKafka.state)).toEqual(anonymous(embedded.state));
    const untold = [...fieldsOf(JSON.parse(embedded.state))].filter((name) => !(name in fieldWords));
    expect(untold).toEqual([]);

    const [status = '{}'] = await overKafka.ctg('relay', 'status', '--json');
    expect(JSON.parse(status)).toMatchObject({ caughtUp: true });
    const [verified = '{}'] = await overKafka.ctg('relay', 'verify', '--json');
    const { found } = JSON.parse(verified);
    expect(found).toMatchObject({ missing: 0, altered: 0, foreign: 0, outOfOrder: 0 });
    expect(found.events).toBeGreaterThanOrEqual(overKafka.history.length);
    expect(await overKafka.ctg('dead-letters', 'list')).toEqual(['Aucun événement mis de côté.']);
    await expect(embedded.ctg('relay', 'status')).rejects.toThrow('ne passent pas par Kafka');
  }, 600_000);
});

/** Every name of a field, at any depth. */
function fieldsOf(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [name, one] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    fieldsOf(one, names);
  }
  return names;
}
