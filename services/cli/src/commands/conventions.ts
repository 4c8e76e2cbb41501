import { frenchDay } from '@ctg/calendar';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import type { paths } from '../api/paths.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Query = NonNullable<paths['/api/partners/conventions']['get']['parameters']['query']>;
type Convention = ItemOf<'/api/partners/conventions'>;

/** What the list is narrowed and ordered by, as the command line says it; the server refuses what it does not know. */
export const conventionFilters = {
  status: 'status',
  stage: 'stage',
  epci: 'epci',
  commune: 'commune',
  departement: 'departement',
  theme: 'theme',
  'ends-after': 'endsAfter',
  'ends-before': 'endsBefore',
  officer: 'officer',
  sort: 'sort',
  on: 'on',
} as const satisfies Readonly<Record<string, keyof Query>>;

type Filters = { readonly [Option in keyof typeof conventionFilters]?: string | undefined };

/** `ctg conventions [<words>]`: those that answer, a line each; with --json an array. */
export async function conventions(
  connection: Connection,
  words: string | undefined,
  options: CommonOptions & Filters,
  { out }: Output,
): Promise<void> {
  const as = personaOf(options);
  const isNational = as.role === 'national_auditor';
  const asked = Object.entries(conventionFilters).map(([option, field]) => [
    field,
    options[option as keyof Filters],
  ]);
  const query = {
    limit: 200,
    ...(words === undefined ? {} : { text: words }),
    ...(isNational && options.caf !== undefined ? { caf: options.caf } : {}),
    ...(Object.fromEntries(asked.filter(([, value]) => value !== undefined)) as Query),
  };
  const listed = everyPage((from) =>
    connection.api(as).GET('/api/partners/conventions', { params: { query: { ...query, ...from } } }),
  );
  const all: Convention[] = [];
  for await (const one of listed) {
    all.push(one);
    if (!options.json) out(line(one, isNational));
  }
  if (options.json) return out(JSON.stringify(all));
  const isNarrowed = words !== undefined || Object.keys(query).length > 1;
  if (all.length > 0) return;
  out(
    isNarrowed
      ? 'Aucune convention ne répond à ces filtres.'
      : `Aucune convention pour ${options.caf ?? 'caf-59'} (une autre Caf : --caf caf-29).`,
  );
}

function line(
  { conventionId, title, label, stageLabel, effectOn, endsOn, late, cafId }: Convention,
  isNational: boolean,
) {
  const owing = late === 0 ? '' : `, ${late} en retard`;
  const caf = isNational ? ` (${cafId})` : '';
  return `${conventionId}  ${title}${caf} : ${label}, ${stageLabel}, du ${frenchDay(effectOn)} au ${frenchDay(endsOn)}${owing}`;
}
