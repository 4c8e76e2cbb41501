/** The local login cannot be used; the message is one French sentence that says what to do. */
export class IdentityFailure extends Error {
  override readonly name = 'IdentityFailure';
}
