const Sequencer = require('@jest/test-sequencer').default;

/** Suites that take half a minute or more, where most take a second, the longest first. */
const long = [
  'infra/local/src/every-store-and-feed',
  'libs/event-store/src/eventstoredb/faults',
  'infra/chaos/src/chaos',
  'infra/local/src/large-convention',
  'infra/local/src/npm-start',
  'infra/local/src/crash/crash',
  'infra/local/src/scenarios/shipped',
  'libs/feed/src/kafka/kafka-feed',
  'infra/local/src/scenarios/rehearsal',
  'libs/feed/src/kafka/kafka-faults',
  'infra/local/src/rows-looked-at',
  'services/feed/src/feed-over-kafka',
  'libs/event-store/src/eventstoredb/any-server',
];

/**
 * Jest's order, by what each suite took last time. Where nobody knows that yet (a fresh clone, a CI), Jest goes by the size of the files, and the run
 * waits for a long one that began last: there the long ones begin.
 */
module.exports = class LongFirst extends Sequencer {
  static long = long;

  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const place = ({ path }) => long.findIndex((one) => path.endsWith(`/${one}.spec.ts`)) >>> 0;
    return sorted.sort((one, other) => place(one) - place(other));
  }
};
