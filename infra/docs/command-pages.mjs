/** The commands and questions of every service as Markdown: route parameters, who may, fields. */
export function commandPages(catalogues, roles) {
  return `${catalogues.map((one) => service(one, roles)).join('\n\n')}\n`;
}

function service({ service: name, title, commands, queries }, roles) {
  const pages = [
    ...commands.map((one) => word(one, one.bodySchema, roles)),
    ...queries.map((one) => word(one, one.querySchema, roles, 'Question. ')),
  ];
  return `## ${title} (\`${name}\`)\n\n${pages.join('\n\n') || 'Aucune commande.'}`;
}

function word(
  { name, title, description, roles: may, route, creates, answerSchema },
  schema,
  roles,
  kind = '',
) {
  const params = [...route.matchAll(/:(\w+)/g)].map(([, param]) => `\`${param}\``);
  const lines = [
    `### \`${name}\``,
    '',
    `${kind}${title}.${description ? ` ${description}` : ''}`,
    '',
    `- Qui : ${may.map((role) => `\`${role}\``).join(', ')}${may.length === Object.keys(roles).length ? ' (tous)' : ''}`,
    `- Dans \`on\` : ${params.join(', ') || 'rien'}`,
    ...(creates ? [`- Crée : \`${creates}\`, repris par \`$nom\``] : []),
    `- Adresse : \`${kind ? 'GET' : 'POST'} ${route}\``,
  ];
  const answered = answerSchema ? answers(answerSchema) : [];
  if (answered.length > 0) lines.push(`- Répond : ${answered.map((one) => `\`${one}\``).join(', ')}`);
  const rows = fields(schema, schema);
  if (rows.length === 0) return [...lines, '- Dans `with` : rien'].join('\n');
  return [...lines, '', '| champ | type | | sens |', '|---|---|---|---|', ...rows].join('\n');
}

/** The names that an answer has, two levels deep: what `answer` may look at. Elements of a list stand behind `[]`. */
function answers(schema, prefix = '', depth = 0) {
  const forms = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (forms) return [...new Set(forms.flatMap((one) => answers(one, prefix, depth)))];
  if (schema.type === 'array') return answers(schema.items ?? {}, `${prefix}[]`, depth);
  const own = Object.entries(schema.properties ?? {});
  if (own.length === 0 || depth > 1) return prefix === '' ? [] : [prefix];
  const start = prefix === '' ? '' : `${prefix}.`;
  return own.flatMap(([name, field]) =>
    answers(field, `${start}${name}`, depth + (name === 'items' ? 0 : 1)),
  );
}

/** One row per field; the fields of an object or of a list's objects follow with their path. */
function fields(schema, root, prefix = '', depth = 0) {
  const at = target(schema, root);
  if (depth > 4) return [];
  const variants = at.anyOf ?? at.oneOf;
  if (variants && !at.properties) {
    return [...new Set(variants.flatMap((one) => fields(one, root, prefix, depth + 1)))];
  }
  return Object.entries(at.properties ?? {}).flatMap(([name, field]) => {
    const found = target(field, root);
    const required = at.required?.includes(name) && found.default === undefined ? '**obligatoire**' : '';
    const meaning = (field.description ?? found.description ?? '')
      .replaceAll('|', '\\|')
      .replaceAll('\n', ' ');
    const path = `${prefix}${name}`;
    const nested = found.type === 'array' ? target(found.items ?? {}, root) : found;
    return [
      `| \`${path}\` | ${typeOf(found, root)} | ${required} | ${meaning} |`,
      ...fields(nested, root, `${path}${found.type === 'array' ? '[]' : ''}.`, depth + 1),
    ];
  });
}

const target = (schema, root) => (schema.$ref ? (root.$defs?.[schema.$ref.split('/').at(-1)] ?? {}) : schema);

/** Texts of a form that has a word. */
const forms = {
  date: 'date',
  'imprecise-date': 'date plus ou moins précise',
  moment: 'date ou instant',
  siren: 'SIREN',
  siret: 'SIRET',
  organisation: 'SIREN ou RNA',
  uuid: 'identifiant',
};

const names = {
  string: 'texte',
  number: 'nombre',
  integer: 'nombre entier',
  boolean: 'true / false',
  object: 'groupe de champs',
  null: 'rien',
};

function typeOf(schema, root) {
  const at = target(schema, root);
  if (at.const !== undefined) return `\`${at.const}\``;
  if (at.enum) return at.enum.map((one) => `\`${one}\``).join(' / ');
  if (at.type === 'array') return `liste de ${typeOf(at.items ?? {}, root)}`;
  const variants = at.anyOf ?? at.oneOf;
  if (variants) return [...new Set(variants.map((one) => typeOf(one, root)))].join(' ou ');
  if (forms[at.format]) return `${forms[at.format]}${at['x-past'] ? ', passée ou du jour' : ''}`;
  const size = at.type === 'string' && at.maxLength ? ` (${at.maxLength} au plus)` : '';
  return `${names[at.type] ?? 'valeur'}${size}`;
}
