import type { EventMetadata } from './envelope.js';

/**
 * Whether one of our programs wrote an event, of whatever type and version: each says whose it is, who did it and when, in
 * which shape, and what caused it. Another program that may write to the store can leave events in it that say nothing of that.
 * @param metadata of a recorded event, or an event that holds it
 */
export function isOurs(metadata: object): boolean {
  const { cafId, actor, schemaVersion, correlationId, occurredOn } = metadata as Partial<EventMetadata>;
  return (
    [cafId, correlationId, occurredOn, actor?.subject].every((each) => typeof each === 'string') &&
    typeof schemaVersion === 'number'
  );
}
