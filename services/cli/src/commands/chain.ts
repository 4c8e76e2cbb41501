import { capital } from '@ctg/convention/words';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { usageFailure } from '../failure.js';
import { findConvention } from '../history/find-convention.js';
import { tableLines } from '../table.js';
import { unlessJson } from './json-lines.js';
import { type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Step = ItemOf<'/api/history/conventions/{conventionId}/chain'>;
type Break = ItemOf<'/api/history/conventions/{conventionId}/chain/breaks'>;

/** `ctg chain <convention>`: from needs down to decisions, or back up, and where the chain is broken. */
export async function chain(
  connection: Connection,
  words: string,
  options: CommonOptions &
    MomentOptions & { readonly from?: string; readonly up?: boolean; readonly breaks?: boolean },
  { out }: Output,
): Promise<void> {
  const { breaks, up, from: start } = options;
  if (breaks && (up || start !== undefined))
    throw usageFailure(
      '--breaks montre toutes les ruptures : --from et --up, qui disent d’où suivre la chaîne, ne vont pas avec.',
    );
  const moment = momentOf(options);
  const as = personaOf(options);
  const conventionId = await findConvention(connection, as, words);
  const api = connection.api(as);
  const path = { conventionId };
  const broken = everyPage((from) =>
    api.GET('/api/history/conventions/{conventionId}/chain/breaks', {
      params: { path, query: { limit: 200, ...moment, ...from } },
    }),
  );
  let isEmpty = false;
  if (!options.breaks) {
    const query = {
      limit: 200,
      ...moment,
      direction: options.up ? ('up' as const) : ('down' as const),
      ...(options.from === undefined ? {} : { from: options.from }),
    };
    const steps = everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/chain', {
        params: { path, query: { ...query, ...from } },
      }),
    );
    let count = 0;
    for await (const step of steps) {
      count++;
      out(options.json ? JSON.stringify(step) : line(step));
    }
    if (options.json) return;
    isEmpty = count === 0;
    if (isEmpty) out(options.from === undefined ? nothingYet(options.up) : 'Rien de tel dans la chaîne.');
  }
  const found = await unlessJson(broken, options, { out });
  if (!found || (isEmpty && found.length === 0)) return;
  for (const text of options.breaks ? breakLines(found) : summary(found)) out(text);
}

/** Nothing to begin with is no chain without a break. */
const nothingYet = (up: boolean | undefined): string =>
  up ? 'Aucune décision n’est enregistrée ce jour-là.' : 'Aucun besoin n’est enregistré ce jour-là.';

const line = ({ depth, kindLabel, title, lacks, again, ...of }: Step): string =>
  `${'  '.repeat(depth)}${capital(kindLabel)} : ${title}${whose(of)}${lacks.length > 0 ? `  [${lacks.join(', ')}]` : ''}${again ? '  (suite : voir plus haut)' : ''}`;

/** What is of a former convention says so. */
function whose({ origin, takenOver }: Pick<Step, 'origin' | 'takenOver'>): string {
  if (!origin) return '';
  const which = origin.title === undefined ? 'la convention précédente' : `« ${origin.title} »`;
  return takenOver ? `  (repris de ${which})` : `  (dans ${which})`;
}

function breakLines(found: readonly Break[]): readonly string[] {
  const columns = [
    { title: 'Rupture', width: 40 },
    { title: 'De quoi il s’agit', width: 60 },
    { title: 'Dans', width: 50 },
  ];
  const rows = found.map(({ label, title, within = '', ...of }) => [
    capital(label),
    `${title}${whose(of)}`,
    within,
  ]);
  return [...(found.length > 0 ? tableLines(columns, rows) : []), total(found.length)];
}

/** How many of each kind. */
function summary(found: readonly Break[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { label } of found) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [
    '',
    total(found.length),
    ...[...counts].map(([label, count]) => `  ${String(count).padStart(4)}  ${label}`),
  ];
}

const total = (count: number): string =>
  count === 0 ? 'Aucune rupture dans la chaîne.' : `${count} rupture${count > 1 ? 's' : ''} dans la chaîne.`;
