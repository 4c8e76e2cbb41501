/** The bearer token is not one we accept; the message is one French sentence that may be shown to the caller. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

/** The issuer's keys could not be fetched: nothing is known about the token, the caller may try again. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}
