import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** Nothing may be loaded, framed or sent from an answer of the API: it is data. */
const nothing = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

/**
 * Sent with every answer: nothing is guessed, framed, leaked by a link, opened by another origin. Over TLS the connection
 * stays over TLS (`strictTransport`).
 */
export const safeHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: false,
} as const;

/** Two years, as browsers ask of those who want to be known for it. Only over TLS does it mean anything. */
export const strictTransport = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

const middleware = helmet(safeHeaders);

/** The same headers where no Fastify answers. */
export function setSafeHeaders(request: IncomingMessage, response: ServerResponse): void {
  middleware(request, response, () => {});
  response.setHeader('cache-control', 'no-store');
}

/** The policy of a page of ours: its own style sheets, named by their hash, and what `more` allows. */
export function pagePolicy(html: string, more = ''): string {
  const hashes = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  const styles = hashes.length > 0 ? `;style-src ${hashes.join(' ')}` : '';
  return `${nothing}${styles}${more}`;
}
