import { createHmac } from 'node:crypto';

/** A key shorter than this could be guessed, and with it who somebody is. */
const shortestKey = 32;

/**
 * Makes what stands for a person wherever something is written for ever: HMAC-SHA256 of issuer and subject, cut to 132 bits,
 * after `p-`. An issuer may use an e-mail as its subject; without the key nobody finds it back, and once the key is
 * destroyed nobody ever will. The same person at the same issuer is the same pseudonym as long as the key is.
 * @throws RangeError the key has fewer than 32 bytes
 */
export function pseudonyms(key: Uint8Array, issuer: string): (subject: string) => string {
  if (key.length < shortestKey)
    throw new RangeError(`A key of ${shortestKey} bytes is needed for pseudonyms`);
  return (subject) => {
    const digest = createHmac('sha256', key)
      .update(JSON.stringify([issuer, subject]))
      .digest('base64url');
    return `p-${digest.slice(0, 22)}`;
  };
}
