import { docsPage, docsPath } from '@ctg/web-service';
import { type Mounted, problem } from './origin.js';

/** The OpenAPI document of all services, and the page that shows it. */
export function apiDocs(openApi: object): Mounted {
  const answered = docsPage(openApi);
  return {
    path: docsPath,
    handle(request, response) {
      if (!answered(request, response)) problem(response, 404, 'not-found', 'Cette adresse n’existe pas.');
    },
  };
}
