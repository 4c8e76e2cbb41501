import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { page, personaPage } from './persona-page.js';
import { findPersona } from './personas.js';

/** Below the provider's address; followed by the id of the login that waits for a choice. */
export const personaPath = '/persona/';

const largestForm = 10_000;

/** Shows the page that asks for a persona, and takes the answer. */
export async function answerPersonaPage(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
    const chosen = request.method === 'POST' ? findPersona(await chosenIn(request)) : undefined;
    if (chosen) {
      await provider.interactionFinished(request, response, { login: { accountId: chosen.subject } });
    } else showPage(response, request.method === 'POST' ? 400 : 200, personaPage());
  } catch {
    showPage(
      response,
      400,
      page('Connexion expirée', '<p>Recommencez la connexion depuis l’application.</p>'),
    );
  }
}

async function chosenIn(request: IncomingMessage): Promise<string | undefined> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > largestForm) throw new Error('form too large');
  }
  return new URLSearchParams(body).get('persona') ?? undefined;
}

/** Answers with a page of this login. */
export function showPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'",
  });
  response.end(html);
}
