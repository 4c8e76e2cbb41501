import type { ResolvedEvent, StreamingRead } from '@eventstore/db-client';

/**
 * Reads to the end of what was asked for, which must be bounded. A read that is left early keeps one of the hundred
 * streams of the process open for ever, so none is: it ends, or it is cancelled.
 */
export function collect(reading: StreamingRead<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  return new Promise((resolve, reject) => {
    reading.on('data', (event: ResolvedEvent) => found.push(event));
    reading.once('end', () => resolve(found));
    // It may say so more than once.
    reading.on('error', (error) => {
      reject(error);
      reading.cancel().catch(() => undefined);
    });
  });
}
