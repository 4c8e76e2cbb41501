import { startRelay } from '@ctg/feed/kafka';
import type { Background, BackgroundParts } from '@ctg/web-service';

/** Fills Kafka's topics from the event store; nothing to do where events do not travel over Kafka. */
export async function relay({ store, dataSource, kafka }: BackgroundParts): Promise<Background | undefined> {
  return kafka && startRelay({ store, dataSource, kafka });
}
