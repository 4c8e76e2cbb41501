import type { Incoming } from './incoming.js';

/**
 * The next event is newer than this program, as happens while a newer one is being deployed: the group waits with it, and
 * the member lets another one of the group try.
 */
export class NewerThanKnown extends Error {
  override readonly name = 'NewerThanKnown';
  readonly eventId: string;

  constructor({ event, position, unreadable = '' }: Incoming) {
    super(`Waits at ${position} for a program that knows this event: ${unreadable}`);
    this.eventId = event.id;
  }
}
