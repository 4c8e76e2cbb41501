import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { PublishedEvent } from '@ctg/contracts';
import { toCloudEvent } from '@ctg/feed/cloud-events';
import { type Cursor, cursorText } from './cursor.js';

/** A reader that takes nothing for so long (milliseconds) is gone. */
const longestStall = 60_000;

/** An event as Server-Sent Events write it. JSON has no line end of its own, so the data is one line. */
export const asMessage = (event: PublishedEvent, epoch: number): string =>
  `id: ${cursorText({ position: BigInt(event.position), epoch })}\nevent: ${event.type}\ndata: ${JSON.stringify(toCloudEvent(event))}\n\n`;

/** Keeps the connection alive and moves the reader's `Last-Event-ID` past what it may not see; dispatches nothing. */
export const asHeartbeat = (cursor: Cursor): string => `: en vie\nid: ${cursorText(cursor)}\n\n`;

/** Writes, and waits until the socket has taken it. @throws AbortError when it takes too long or the signal aborts */
export async function written(response: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (response.write(text)) return;
  await once(response, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(longestStall)]) });
}
