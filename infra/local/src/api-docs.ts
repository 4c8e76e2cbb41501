import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { HostedService, OpenApiDocument } from './hosted-service.js';
import { type Mounted, problem } from './origin.js';

const path = '/api/docs';

/** One OpenAPI document of all services, and the page that shows it. */
export function apiDocs(services: readonly HostedService[], origin: string): Mounted {
  const document = JSON.stringify(mergedDocument(services, origin));
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

/** @throws Error when two services describe different things under one name */
export function mergedDocument(services: readonly Pick<HostedService, 'openApi'>[], origin: string): object {
  const components: Record<string, Record<string, object>> = {};
  for (const { openApi } of services) {
    for (const [kind, named] of Object.entries(openApi.components ?? {})) {
      components[kind] = merged(components[kind] ?? {}, named);
    }
  }
  const documents: readonly OpenApiDocument[] = services.map(({ openApi }) => openApi);
  return {
    openapi: '3.1.0',
    info: { title: 'Conventions territoriales globales', version: '1' },
    servers: [{ url: origin }],
    tags: documents.flatMap(({ tags }) => tags ?? []),
    paths: documents.reduce<Record<string, object>>((all, { paths }) => merged(all, paths ?? {}), {}),
    components,
  };
}

function merged(
  one: Record<string, object>,
  other: Readonly<Record<string, object>>,
): Record<string, object> {
  for (const [name, value] of Object.entries(other)) {
    if (name in one && JSON.stringify(one[name]) !== JSON.stringify(value)) {
      throw new Error(`Two services describe ${name} in different ways: give one of them another name.`);
    }
  }
  return { ...one, ...other };
}

const docsPage = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>API — Conventions territoriales globales</title>
<link rel="stylesheet" href="${path}/swagger-ui.css"></head>
<body><div id="docs"></div><script src="${path}/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '${path}/openapi.json', dom_id: '#docs', deepLinking: true, persistAuthorization: true })</script>
</body></html>`;
