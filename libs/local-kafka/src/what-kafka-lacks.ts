import { kafkaJars } from './jars.js';
import { findJava } from './java.js';
import { KafkaUnavailable } from './kafka-failure.js';

/**
 * Why no broker can run on this machine and what to do about it, undefined when one can; the jars are there afterwards.
 * @throws Error of another kind (a folder that cannot be written)
 */
export async function whatKafkaLacks(): Promise<Pick<KafkaUnavailable, 'why' | 'remedy'> | undefined> {
  try {
    findJava();
    await kafkaJars();
    return undefined;
  } catch (error) {
    if (error instanceof KafkaUnavailable) return { why: error.why, remedy: error.remedy };
    throw error;
  }
}
