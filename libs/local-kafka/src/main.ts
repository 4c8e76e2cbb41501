import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KafkaFailure } from './kafka-failure.js';
import { startLocalKafka } from './local-kafka.js';

/** `npm run kafka`: a broker on KAFKA_PORT (9092 unless told), its records in CTG_DATA_DIR/kafka, until Ctrl-C. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function main(): Promise<void> {
  const port = process.env.KAFKA_PORT?.trim() || '9092';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new KafkaFailure(`KAFKA_PORT doit être un nombre de 1 à 65535 ; trouvé « ${port} ».`);
  const began = performance.now();
  const dataDir = join(resolve(root, process.env.CTG_DATA_DIR?.trim() || '.data'), 'kafka');
  const kafka = await startLocalKafka({ dataDir, port: Number(port) });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1).replace('.', ',');
  console.log(
    `Kafka est prêt (ready) en ${seconds} s sur ${kafka.broker}. Données : ${dataDir}. Arrêter : Ctrl-C`,
  );
  let stopping = false;
  // Holds the process open: the broker itself is unreferenced.
  const open = setInterval(() => {}, 1_000_000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void kafka.stop().then(() => {
        clearInterval(open);
        console.log('Kafka est arrêté.');
        process.exit(0);
      });
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof KafkaFailure ? error.message : error);
  process.exit(1);
});
