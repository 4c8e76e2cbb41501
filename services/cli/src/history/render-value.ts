/** Fields as readable lines, for what has no better form: `- titre : …`, lists indented. */
export function renderValue(value: unknown, indent = '  '): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}(aucun)`];
    if (value.every((one) => typeof one !== 'object')) return [`${indent}${value.map(inline).join(', ')}`];
    return value.flatMap((one) => item(one, indent));
  }
  if (typeof value !== 'object') return [`${indent}${inline(value)}`];
  const fields = Object.entries(value).filter(
    ([, one]) => one !== null && one !== undefined && !isEmpty(one),
  );
  return fields.flatMap(([name, one]) =>
    typeof one === 'object' && !isSimpleList(one)
      ? [`${indent}${label(name)} :`, ...renderValue(one, `${indent}  `)]
      : [`${indent}${label(name)} : ${isSimpleList(one) ? one.map(inline).join(', ') : inline(one)}`],
  );
}

function item(value: unknown, indent: string): readonly string[] {
  const [first = '', ...rest] = renderValue(value, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const isSimpleList = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object');

const day = /^(\d{4})-(\d{2})-(\d{2})$/;

function inline(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return value.toLocaleString('fr-FR');
  const date = day.exec(String(value));
  return date ? `${date[3]}/${date[2]}/${date[1]}` : String(value);
}

const labels: Readonly<Record<string, string>> = {
  convention: 'Convention',
  title: 'titre',
  name: 'nom',
  status: 'état',
  organisation: 'organisation',
  territory: 'Territoire',
  communes: 'communes',
  epci: 'EPCI',
  cogVintage: 'géographie',
  signatories: 'Signataires',
  bodies: 'Instances',
  meetings: 'Réunions',
  decisions: 'Décisions',
  mandates: 'Mandats',
  diagnostic: 'Diagnostic',
  priorities: 'Enjeux',
  needs: 'besoins',
  plan: 'Plan d’actions',
  axes: 'axes',
  objectives: 'objectifs',
  actions: 'actions',
  operations: 'opérations',
  indicators: 'indicateurs',
  roles: 'rôles',
  evaluation: 'Évaluation',
  evaluations: 'Évaluations',
  protocols: 'Protocoles',
  amendments: 'Avenants',
  deliberation: 'délibération',
  receipt: 'récépissé',
  signature: 'signature',
  effectOn: 'effet',
  endsOn: 'terme',
  signedOn: 'signée le',
  themes: 'thèmes',
  outcome: 'issue',
  subject: 'objet',
  number: 'numéro',
  effectiveAt: 'en vigueur au',
  knownAt: 'connu au',
};

const label = (name: string): string =>
  labels[name] ?? name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
