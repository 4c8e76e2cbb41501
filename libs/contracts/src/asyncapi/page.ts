import type { AnyEventDefinition } from '../define-event.js';
import { goldensOf } from '../schemas/golden.js';
import { type JsonSchema, schemaOfVersion, schemaPath, versionsOf } from '../schemas/json-schema.js';
import { fieldsOf } from './fields.js';
import { eventHeaders } from './headers.js';
import { type Topic, topics } from './topics.js';

const style = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }
pre { background: #f3f3f3; padding: .75rem; overflow: auto } article { border-top: 2px solid #767676; margin-top: 2rem }
a { color: #0b4f9e } code { overflow-wrap: anywhere }`;

/** The readable page of the published events: in French, whole in itself, no script and nothing loaded from elsewhere. */
export function asyncApiPage(): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Événements publiés</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Événements publiés</h1>
<p>Chaque service publie sur un sujet (topic) de Kafka, en CloudEvents 1.0, mode binaire. Chaque événement arrive au moins une fois, dans l’ordre par clé (la convention, ou le flux). Écartez ce que vous avez déjà vu par <code>ce_source</code> et <code>ce_id</code> ; ignorez les champs que vous ne connaissez pas.</p>
<nav aria-label="Sujets">
<ul>
${topics.map(entry).join('\n')}
</ul>
</nav>
<section aria-labelledby="headers">
<h2 id="headers">En-têtes</h2>
${table(eventHeaders.map(({ name, required, description, format }) => ({ path: name, type: format ?? 'texte', required, description })))}
</section>
${topics.map(section).join('\n')}
</main>
</body>
</html>
`;
}

const entry = ({ address, title, events }: Topic): string =>
  `<li><a href="#${address}">${escaped(title)}</a> (<code>${address}</code>) : ${events.length} événements</li>`;

const section = ({ address, title, events }: Topic): string =>
  `<section aria-labelledby="${address}">
<h2 id="${address}">${escaped(title)} : <code>${address}</code></h2>
${events.map(article).join('\n')}
</section>`;

function article(definition: AnyEventDefinition): string {
  const { type, version, title } = definition;
  const schema = schemaOfVersion(definition, version) as JsonSchema;
  const [golden] = goldensOf(type, version);
  const described = typeof schema.description === 'string' ? `<p>${escaped(schema.description)}</p>` : '';
  return `<article aria-labelledby="${type}">
<h3 id="${type}">${escaped(title)}</h3>
<p><code>${type}</code>, version ${version}. ${versionsOf(definition)
    .map((each) => link(type, each))
    .join(', ')}</p>
${described}
${table(fieldsOf(schema))}
${golden ? `<details><summary>Exemple de ${type}</summary><pre>${escaped(JSON.stringify(golden.data, null, 2))}</pre></details>` : ''}
</article>`;
}

const link = (type: string, version: number): string =>
  `<a href="${schemaPath(type, version)}">Schéma JSON de ${type}, version ${version}</a>`;

interface Row {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const table = (rows: readonly Row[]): string =>
  `<table><thead><tr><th scope="col">Champ</th><th scope="col">Type</th><th scope="col">Obligatoire</th><th scope="col">Sens</th></tr></thead><tbody>
${rows.map(({ path, type, required, description }) => `<tr><th scope="row"><code>${escaped(path)}</code></th><td>${escaped(type)}</td><td>${required ? 'oui' : 'non'}</td><td>${escaped(description)}</td></tr>`).join('\n')}
</tbody></table>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
