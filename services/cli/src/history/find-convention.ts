import type { Connection, Persona } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { failed } from '../failure.js';

/** The conventions the person may read, page after page; those whose title holds these words, where some are given. */
function listConventions(connection: Connection, as: Persona, words?: string) {
  const api = connection.api(as);
  const text = words === undefined ? {} : { text: words };
  return everyPage((from) =>
    api.GET('/api/history/conventions', { params: { query: { limit: 200, ...text, ...from } } }),
  );
}

type ListedConvention = ReturnType<typeof listConventions> extends AsyncGenerator<infer One> ? One : never;

/** So many are shown to choose from. */
const mostChoices = 20;

/** The first few of those that answer. */
async function some(
  conventions: AsyncIterable<ListedConvention>,
  answers: (one: ListedConvention) => boolean,
): Promise<ListedConvention[]> {
  const found: ListedConvention[] = [];
  for await (const one of conventions) {
    if (answers(one)) found.push(one);
    if (found.length > mostChoices) break;
  }
  return found;
}

/** By its id, the beginning of its id, or a part of its title. @throws CliFailure when none or several */
export async function findConvention(connection: Connection, as: Persona, words: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(words)) return words;
  const begins = words.toLowerCase();
  const byId = /^[0-9a-f-]+$/.test(begins)
    ? await some(listConventions(connection, as), ({ conventionId }) => conventionId.startsWith(begins))
    : [];
  const found =
    byId.length > 0 ? byId : await some(listConventions(connection, as, words.slice(0, 100)), () => true);
  if (found.length === 1 && found[0]) return found[0].conventionId;
  const choices = found
    .slice(0, mostChoices)
    .map(({ conventionId, title }) => `\n  ${conventionId}  ${title}`);
  throw failed(
    found.length === 0
      ? `Aucune convention dont l’identifiant commence par « ${words} » ou dont le titre le contient.`
      : `Plusieurs conventions répondent à « ${words} » : précisez l’identifiant.${choices.join('')}`,
    { choices: found },
  );
}
