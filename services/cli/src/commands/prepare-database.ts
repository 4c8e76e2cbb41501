import { usageFailure } from '../failure.js';
import type { Output } from './options.js';

const passwordOf = /^DATABASE_PASSWORD_([A-Z][A-Z0-9_]*)$/;

/**
 * `ctg store prepare` on PostgreSQL: the one step that needs an administrator. His address is in DATABASE_URL, the password of each
 * service's role in `DATABASE_PASSWORD_<SERVICE>`: neither is seen in the list of processes.
 */
export async function prepareRoles(
  url: string,
  environment: NodeJS.ProcessEnv,
  { json }: { readonly json?: boolean },
  output: Output,
): Promise<void> {
  const passwords: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const schema = passwordOf.exec(name)?.[1]?.toLowerCase();
    if (schema && value) passwords[schema] = value;
  }
  const schemas = Object.keys(passwords).sort();
  if (schemas.length === 0)
    throw usageFailure(
      'store prepare attend le mot de passe du rôle de chaque service : DATABASE_PASSWORD_PARTNERS, DATABASE_PASSWORD_ACTION_PLANS…',
    );
  // Loaded when it is needed only: no other command speaks with a database.
  const { prepareDatabase } = await import('@ctg/database-roles');
  const holdsEvents = environment.EVENT_STORE !== 'eventstoredb';
  const prepared = await prepareDatabase({ url, passwords, holdsEvents });
  const roles = schemas.map((schema) => decodeURIComponent(new URL(prepared.url(schema)).username));
  output.out(json ? JSON.stringify({ roles }) : `Base préparée ; un rôle par service : ${roles.join(', ')}.`);
}
