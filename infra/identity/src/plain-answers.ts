import type { ServerResponse } from 'node:http';
import type { Context } from 'oidc-provider';

/** The provider's addresses (its own defaults), and how each is asked. */
const methodsAt: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration': 'GET, HEAD, OPTIONS',
  '/.well-known/oauth-authorization-server': 'GET, HEAD, OPTIONS',
  '/jwks': 'GET, HEAD, OPTIONS',
  '/token': 'POST, OPTIONS',
  '/me': 'GET, HEAD, POST, OPTIONS',
  '/auth': 'GET, HEAD, POST, OPTIONS',
  '/session/end': 'GET, HEAD, POST, OPTIONS',
};

/** What the provider does not know is answered as by the rest of the origin: a problem, or the methods that there are. */
export async function answerUnknown(context: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (context.status !== 404 || context.body) return;
  const allow = methodsAt[context.path];
  if (allow !== undefined) context.set('allow', allow);
  if (allow !== undefined && context.method === 'OPTIONS') {
    context.status = 204;
    return;
  }
  const status = allow === undefined ? 404 : 405;
  context.status = status;
  context.body = JSON.stringify({
    type: allow === undefined ? '/problems/not-found' : '/problems/method-not-allowed',
    title:
      allow === undefined
        ? 'Cette adresse n’existe pas.'
        : 'Cette méthode n’est pas permise à cette adresse.',
    status,
    ...(allow === undefined ? {} : { expected: allow, found: context.method }),
    advice: 'Les adresses de l’identité locale sont dans /identity/.well-known/openid-configuration.',
  });
  context.type = 'application/problem+json; charset=utf-8';
}

/** The provider's own pages have forms and scripts that the policy for data would stop; everything else keeps it. */
export function keepPolicyOfData(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    const isPage = String(response.getHeader('content-type')).startsWith('text/html');
    if (isPage) response.removeHeader('content-security-policy');
    return writeHead(...head);
  }) as typeof response.writeHead;
}
