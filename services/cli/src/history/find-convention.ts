import type { Connection, Persona } from '../api/connection.js';
import { failed } from '../failure.js';

export interface ListedConvention {
  readonly conventionId: string;
  readonly title: string;
  readonly [more: string]: unknown;
}

/** The conventions the person may read. */
export async function listConventions(
  connection: Connection,
  as: Persona,
): Promise<readonly ListedConvention[]> {
  const body = await connection.get('/api/history/conventions', as);
  const list = Array.isArray(body) ? body : ((body as { conventions?: unknown[] }).conventions ?? []);
  return list.map((one) => {
    const row = one as Record<string, unknown>;
    return { ...row, conventionId: String(row.conventionId ?? row.id), title: String(row.title ?? '') };
  });
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** By its id, the beginning of its id, or a part of its title. @throws CliFailure when none or several */
export async function findConvention(connection: Connection, as: Persona, words: string): Promise<string> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(words)) return words;
  const all = await listConventions(connection, as);
  const byId = all.filter(({ conventionId }) => conventionId.startsWith(words.toLowerCase()));
  const found = byId.length > 0 ? byId : all.filter(({ title }) => plain(title).includes(plain(words)));
  if (found.length === 1 && found[0]) return found[0].conventionId;
  const choices = found.slice(0, 20).map(({ conventionId, title }) => `\n  ${conventionId}  ${title}`);
  throw failed(
    found.length === 0
      ? `Aucune convention dont l’identifiant commence par « ${words} » ou dont le titre le contient.`
      : `Plusieurs conventions répondent à « ${words} » : précisez l’identifiant.${choices.join('')}`,
    { choices: found },
  );
}
