/** The product cannot start; the message is one French sentence that says what to do. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
