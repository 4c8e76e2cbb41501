import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Project } from './project.js';

const file = new URL('../specification/compose-spec.json', import.meta.url);

/** What the Compose Specification's JSON schema refuses. */
export function specificationFindings({ document }: Project): string[] {
  const { $schema: _, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  // The schema says twice what some of its strings are; the formats are its own (`duration` as Go writes it).
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  if (validate(document)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
}
