import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import type { paths } from '../api/paths.js';
import { usageFailure } from '../failure.js';
import { inEuros } from '../history/in-euros.js';
import { placeOrConvention } from '../history/place-or-convention.js';
import { tableLines } from '../table.js';
import { type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Cell =
  paths['/api/history/global-view']['get']['responses'][200]['content']['application/json']['items'][number];

const columns = [
  { title: 'Thème', width: 26 },
  { title: 'Partenaire', width: 30 },
  { title: 'Ce qu’il fait', width: 60 },
  { title: 'Prévu', width: 16, right: true },
  { title: 'Réalisé', width: 16, right: true },
];

/** `ctg view <commune, EPCI or convention>`: theme × partner, what each does and at which cost, holes included. */
export async function view(
  connection: Connection,
  place: string,
  options: CommonOptions & MomentOptions & { readonly year?: string },
  { out }: Output,
): Promise<void> {
  const { year } = options;
  if (year !== undefined && !/^\d{4}$/.test(year))
    throw usageFailure(`--year attend une année comme 2026 ; trouvé « ${year} ».`);
  const as = personaOf(options);
  const query = {
    limit: 200,
    ...momentOf(options),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(await placeOrConvention(connection, as, place)),
  };
  const api = connection.api(as);
  const cells = everyPage((from) =>
    api.GET('/api/history/global-view', { params: { query: { ...query, ...from } } }),
  );
  const found: Cell[] = [];
  for await (const one of cells) {
    if (options.json) out(JSON.stringify(one));
    else found.push(one);
  }
  if (options.json) return;
  if (found.length === 0) return out('Aucune convention connue ne couvre ce lieu ce jour-là.');
  const idle = found.filter(({ kind }) => kind === 'partner-hole');
  const rows = found.filter(({ kind }) => kind !== 'partner-hole').map(row);
  for (const line of tableLines(columns, rows)) out(line);
  const empty = found.filter(({ kind }) => kind === 'theme-hole');
  if (empty.length > 0)
    out(`Thèmes où personne ne fait rien : ${list(empty.map(({ theme }) => theme?.label))}.`);
  if (idle.length > 0) out(`Partenaires sans action ni moyens : ${list(idle.map(({ name }) => name))}.`);
}

const list = (words: readonly (string | undefined)[]) => words.filter(Boolean).join(', ');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const row = ({ kind, theme, name, roles, planned, actual }: Cell): readonly string[] => [
  theme?.label ?? '',
  kind === 'unfunded' ? '(financeur à nommer)' : (name ?? ''),
  roles
    .map(({ roleLabel, count, actions }) => {
      const more = count > actions.length ? ` et ${count - actions.length} autres` : '';
      return `${capital(roleLabel)} : ${actions.map(({ title }) => title).join(', ')}${more}`;
    })
    .join('\n'),
  inEuros(planned),
  inEuros(actual),
];
