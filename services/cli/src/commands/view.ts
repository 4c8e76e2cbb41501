import { capital } from '@ctg/convention/words';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { inEuros } from '../history/in-euros.js';
import { placeOrConvention } from '../history/place-or-convention.js';
import { tableLines } from '../table.js';
import { unlessJson } from './json-lines.js';
import { type MomentOptions, momentOf, yearOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Cell = ItemOf<'/api/history/global-view'>;

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
  const year = yearOf(options.year);
  const as = personaOf(options);
  const query = {
    limit: 200,
    ...momentOf(options),
    ...year,
    ...(await placeOrConvention(connection, as, place)),
  };
  const api = connection.api(as);
  const cells = everyPage((from) =>
    api.GET('/api/history/global-view', { params: { query: { ...query, ...from } } }),
  );
  const found = await unlessJson(cells, options, { out });
  if (!found) return;
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
