const unreserved = /%(?:2[dD]|2[eE]|3\d|4[1-9a-fA-F]|5[0-9aA]|5[fF]|6[1-9a-fA-F]|7[0-9aA]|7[eE])/g;

/**
 * The target of a request in its plain form (RFC 9112 §3.2.2, RFC 3986 §6.2.2.2): without scheme and authority, and with
 * the percent-encoding of characters that need none undone. `http://host/%61pi?q=%41` is `/api?q=A`.
 */
export function plainTarget(target: string): string {
  const path = /^https?:\/\/[^/?#]*/i.exec(target)?.[0];
  const relative = path === undefined ? target : target.slice(path.length);
  const rooted = relative.startsWith('/') || relative === '*' ? relative : `/${relative}`;
  return rooted.replace(unreserved, decodeURIComponent);
}
