import { envFile, references } from './interpolation.js';
import type { Project } from './project.js';

const isSecret = (name: string) => /PASSWORD|SECRET|TOKEN|SUBJECT_KEY/.test(name);

/** Variables that the compose file and the sample env file do not share, and secrets that have a default. */
export function sampleFindings({ compose, sample }: Project): string[] {
  const used = references(compose);
  const names = new Set(used.map(({ name }) => name));
  const given = envFile(sample);
  return [
    ...[...names].filter((name) => !given.has(name)).map((name) => `${name}: used, but not in .env.example`),
    ...[...given.keys()]
      .filter((name) => !names.has(name))
      .map((name) => `${name}: in .env.example, but unused`),
    ...used
      .filter(({ name, kind }) => isSecret(name) && kind !== 'required')
      .map(({ name }) => `${name}: a secret must be required, with \${${name}:?…}`),
    ...writtenSecrets(compose),
  ];
}

/** Secrets that stand in the compose file itself, as a value or inside an address. */
function writtenSecrets(compose: string): string[] {
  return compose.split('\n').flatMap((line) => {
    const [, name, value = ''] = /^\s*([A-Z_]+):\s*(.*)$/.exec(line) ?? [];
    if (!name) return [];
    const inAddress = /:\/\/[^\s:/@]+:([^@]*)@/.exec(value)?.[1];
    const secret = inAddress ?? (isSecret(name) ? value : undefined);
    return secret === undefined || /^\$\{\w+:\?[^}]*\}$/.test(secret)
      ? []
      : [`${name}: a secret is written in docker-compose.yml`];
  });
}
