import type { IncomingMessage, ServerResponse } from 'node:http';

/** A page elsewhere may have its own name point to this machine: only this machine's names are answered. */
export function refuseForeign(request: IncomingMessage, response: ServerResponse): void {
  const body = {
    type: '/problems/foreign-host',
    title: 'L’identité locale ne répond qu’à la machine elle-même.',
    expected: 'une adresse de cette machine : 127.0.0.1, localhost ou [::1]',
    found: (request.headers.host ?? 'aucun en-tête Host').slice(0, 200),
    advice: 'Ouvrez l’adresse que « npm start » a écrite.',
    status: 403,
  };
  response.writeHead(403, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
