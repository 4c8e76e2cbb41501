import type { EventMetadata } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';

/**
 * Whether one of our programs wrote an event, of whatever version: each says whose it is, who did it, in which shape and what
 * caused it. Another program that may write to the store can leave events in it that say nothing of that.
 */
export function isOurs({ metadata }: Pick<RecordedEvent, 'metadata'>): boolean {
  const { cafId, actor, schemaVersion, correlationId } = metadata as unknown as Partial<EventMetadata>;
  return (
    typeof cafId === 'string' &&
    typeof correlationId === 'string' &&
    typeof schemaVersion === 'number' &&
    typeof actor?.subject === 'string'
  );
}
