/**
 * Something that does not pass by itself: somebody must act, and the message says what to do. A group that meets it is ill
 * at once, without the patience that a fault of the moment is given; it goes on looking, and goes on by itself when the
 * remedy was taken.
 */
export class NeedsRemedy extends Error {
  override readonly name: string = 'NeedsRemedy';
}
