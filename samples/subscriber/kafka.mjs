/**
 * Follows the events over Kafka.
 *
 *     KAFKA_BROKERS=127.0.0.1:9092 node kafka.mjs
 *
 * KAFKA_GROUP: its own group (sample-subscriber). STATE: file that remembers what was handled (kafka-state.json).
 * KAFKA_TOPICS: other topics than those below, separated by commas.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { Kafka, logLevel } from 'kafkajs';

const { KAFKA_BROKERS, KAFKA_GROUP = 'sample-subscriber', STATE = 'kafka-state.json' } = process.env;
const { KAFKA_TOPICS = 'ctg.partners.v1,ctg.diagnostics.v1,ctg.action-plans.v1,ctg.evaluation.v1' } =
  process.env;
if (!KAFKA_BROKERS) {
  console.error('KAFKA_BROKERS is missing: a list like server1:9092,server2:9092 is expected.');
  process.exit(2);
}

/** source + id identify an event for ever; one that was handled is not handled again. Oldest first, bounded. */
const memory = openMemory(STATE, { handled: [] });
const handled = new Set(memory.content.handled);
const mostRemembered = 100_000;

function remember(key) {
  handled.add(key);
  if (handled.size > mostRemembered) handled.delete(handled.values().next().value);
}

/** The effect. */
function handle(attributes, data) {
  const fields = Object.keys(data).length;
  const { position, type, subject, source, id } = attributes;
  console.log(`${position} ${type} ${subject} ${source} ${id} (${fields} fields)`);
}

/** CloudEvents in binary mode: attributes are headers `ce_...`, the value is the data as JSON. */
function read({ headers, value }) {
  const attributes = {};
  for (const [name, text] of Object.entries(headers ?? {})) {
    if (name.startsWith('ce_')) attributes[name.slice(3)] = String(text);
  }
  if (!attributes.id || !attributes.source) throw new Error('no ce_id or no ce_source');
  return { attributes, data: JSON.parse(String(value)) };
}

const kafka = new Kafka({
  clientId: 'sample-subscriber',
  brokers: KAFKA_BROKERS.split(','),
  logLevel: logLevel.ERROR,
});
const consumer = kafka.consumer({ groupId: KAFKA_GROUP });

/** Topics come with the platform's first start: waits for them, and says so once. */
async function subscribe() {
  for (let told = false; ; told = true) {
    try {
      return await consumer.subscribe({ topics: KAFKA_TOPICS.split(','), fromBeginning: true });
    } catch (error) {
      if (error.type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
      if (!told) console.error(`waiting for the topics ${KAFKA_TOPICS}: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

await consumer.connect();
await subscribe();
await consumer.run({
  autoCommit: false,
  async eachBatch({ batch, heartbeat, isRunning, isStale }) {
    let next;
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) break;
      try {
        const { attributes, data } = read(message);
        const key = `${attributes.source} ${attributes.id}`;
        if (!handled.has(key)) handle(attributes, data);
        remember(key);
      } catch (error) {
        // Not for us to mend; a real subscriber puts it aside with its place and tells somebody.
        console.error(`${batch.topic}/${batch.partition}@${message.offset}: ${error.message}`);
      }
      next = String(BigInt(message.offset) + 1n);
      await heartbeat();
    }
    if (next === undefined) return;
    // First what was done, then the offset: a crash in between repeats events, it loses none.
    memory.content.handled = [...handled];
    memory.save();
    await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: next }]);
  },
});

consumer.on(consumer.events.CRASH, ({ payload }) => {
  if (payload.restart) return;
  console.error(`stopped: ${payload.error}`);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    // Leaving the group waits for the fetch under way, at most 5 seconds; a broker that is gone answers nothing.
    setTimeout(() => process.exit(0), 10_000).unref();
    consumer.disconnect().finally(() => process.exit(0));
  });
}

/** What it remembers from one start to the next: a JSON file that is replaced whole or not at all. */
function openMemory(file, fresh) {
  const content = remembered(file) ?? fresh;
  return {
    content,
    save() {
      const half = openSync(`${file}.new`, 'w');
      writeSync(half, JSON.stringify(content));
      fsyncSync(half);
      closeSync(half);
      renameSync(`${file}.new`, file);
    },
  };
}

/** Undefined when there is no such file; one that cannot be read is not one that is not there. */
function remembered(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    console.error(
      `${file}, which remembers what was handled, cannot be read: ${error.message}. Put it back from a backup; under another name all is read from the beginning.`,
    );
    process.exit(1);
  }
}
