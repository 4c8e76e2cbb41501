import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Mounted, problem } from './origin.js';

const path = '/api/docs';

/** The OpenAPI document of all services, and the page that shows it. */
export function apiDocs(openApi: object): Mounted {
  const document = JSON.stringify(openApi);
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return {
    path,
    handle(request, response) {
      const asked = (request.url ?? '').split('?')[0]?.slice(path.length).replace(/^\//, '') ?? '';
      if (asked === '') {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(docsPage);
      } else if (asked === 'openapi.json') {
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(document);
      } else if (asked in assetTypes) {
        response.writeHead(200, { 'content-type': assetTypes[asked] });
        createReadStream(join(assets, asked))
          .on('error', () => response.destroy())
          .pipe(response);
      } else problem(response, 404, 'not-found', 'Cette adresse n’existe pas.');
    },
  };
}

const assetTypes: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const docsPage = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>API — Conventions territoriales globales</title>
<link rel="stylesheet" href="${path}/swagger-ui.css"></head>
<body><div id="docs"></div><script src="${path}/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '${path}/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: true })</script>
</body></html>`;
