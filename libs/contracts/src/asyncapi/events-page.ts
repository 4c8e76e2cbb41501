import type { AnyEventDefinition } from '../define-event.js';
import { type JsonSchema, schemaOfVersion, schemaPath } from '../schemas/json-schema.js';
import { type Field, fieldsOf } from './fields.js';
import { topics } from './topics.js';

/** The catalogue of events as Markdown: `docs/events.md`. */
export function eventsPage(): string {
  const parts = topics.map(
    ({ address, title, events }) => `## ${title} (\`${address}\`)\n\n${events.map(event).join('\n\n')}`,
  );
  return `# Événements publiés

<!-- Écrit par « npm run docs » : ne pas modifier ici. -->

Pour les programmes : [asyncapi.yaml](asyncapi.yaml). Ce qui peut changer et ce qui ne changera pas : [décision 7](decisions/0007-a-published-event-reads-for-ever.md).

${parts.join('\n\n')}
`;
}

function event(definition: AnyEventDefinition): string {
  const { type, version, title } = definition;
  const rows = fieldsOf(schemaOfVersion(definition, version) as JsonSchema).map(row);
  return [
    `### \`${type}\``,
    '',
    `${title}. Version ${version}, schéma \`${schemaPath(type, version)}\`.`,
    '',
    '| champ | type | | sens |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const row = ({ path, type, required, description }: Field): string =>
  `| \`${path}\` | ${cell(type)} | ${required ? '**obligatoire**' : ''} | ${cell(description)} |`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
