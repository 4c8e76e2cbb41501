/** The OpenAPI document of the whole product, made from the definitions of its services as they were built. */
import { openApiDocument } from '../../libs/web-service/dist/index.js';

const services = ['partners', 'diagnostics', 'action-plans', 'evaluation', 'history', 'feed'];

export async function wholeDocument() {
  return openApiDocument(await Promise.all(services.map(definitionOf)));
}

async function definitionOf(name) {
  const exported = await import(`../../services/${name}/dist/index.js`);
  const found = Object.values(exported).find((one) => Array.isArray(one?.commands) && one.name === name);
  if (!found) throw new Error(`services/${name} exports no service definition; is it built?`);
  return found;
}
