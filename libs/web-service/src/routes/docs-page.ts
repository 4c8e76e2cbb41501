import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pagePolicy, setSafeHeaders } from '../http/security-headers.js';

/** Where the page of the API is, on every origin. */
export const docsPath = '/api/docs';

const assetTypes: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>API — Conventions territoriales globales</title>
<link rel="stylesheet" href="${docsPath}/swagger-ui.css"></head>
<body><div id="docs"></div><script src="${docsPath}/swagger-ui-bundle.js"></script>
<script src="${docsPath}/start.js"></script>
</body></html>`;

/** A token typed into the page is forgotten with it. */
const startScript = `SwaggerUIBundle({ url: '${docsPath}/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: false });
`;

/** Scripts are files of this origin; Swagger UI writes styles of its own into the page. */
const policy = pagePolicy(
  page,
  ";script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self'",
);

/**
 * Answers what is below `/api/docs`: the page (Swagger UI), its assets and `openapi.json`. True when it answered.
 * Open to anybody: it tells what the system can do, nothing of what it holds.
 */
export function docsPage(document: object): (request: IncomingMessage, response: ServerResponse) => boolean {
  const text = JSON.stringify(document);
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return (request, response) => {
    setSafeHeaders(request, response);
    const asked = (request.url ?? '').split('?')[0]?.slice(docsPath.length).replace(/^\//, '') ?? '';
    if (asked === '') {
      const head = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
      response.writeHead(200, head).end(page);
    } else if (asked === 'start.js') {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(startScript);
    } else if (asked === 'openapi.json') {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text);
    } else if (Object.hasOwn(assetTypes, asked)) {
      response.writeHead(200, { 'content-type': assetTypes[asked] });
      createReadStream(join(assets, asked))
        .on('error', () => response.destroy())
        .pipe(response);
    } else return false;
    return true;
  };
}
