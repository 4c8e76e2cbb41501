import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import type { paths } from '../api/paths.js';
import { findConvention } from '../history/find-convention.js';
import { tableLines } from '../table.js';
import { type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Roles = paths['/api/history/conventions/{conventionId}/who-does-what']['get'];
type Held = Roles['responses'][200]['content']['application/json']['items'][number];

const columns = [
  { title: 'Organisation', width: 28 },
  { title: 'Rôle', width: 20 },
  { title: 'Où', width: 34 },
  { title: 'Thèmes', width: 24 },
  { title: 'Période', width: 24 },
  { title: 'Passation', width: 28 },
];

/** `ctg roles <convention>`: who does what, on a day or over the whole life. */
export async function roles(
  connection: Connection,
  words: string,
  options: CommonOptions &
    MomentOptions & { readonly for?: string; readonly theme?: string; readonly all?: boolean },
  { out }: Output,
): Promise<void> {
  const query = {
    limit: 200,
    ...momentOf(options),
    ...(options.for === undefined ? {} : { organisation: options.for }),
    ...(options.theme === undefined ? {} : { theme: options.theme }),
    ...(options.all ? { all: 'true' as const } : {}),
  };
  const as = personaOf(options);
  const conventionId = await findConvention(connection, as, words);
  const api = connection.api(as);
  const held = everyPage((from) =>
    api.GET('/api/history/conventions/{conventionId}/who-does-what', {
      params: { path: { conventionId }, query: { ...query, ...from } },
    }),
  );
  const found: Held[] = [];
  for await (const one of held) {
    if (options.json) out(JSON.stringify(one));
    else found.push(one);
  }
  if (options.json) return;
  for (const line of tableLines(columns, found.map(row))) out(line);
  const organisations = new Set(found.map(({ organisation }) => organisation)).size;
  out(`${counted(found.length, 'rôle')}, ${counted(organisations, 'organisation')}.`);
}

const counted = (count: number, what: string) => `${count} ${what}${count > 1 ? 's' : ''}`;
const french = (day: string) => day.split('-').reverse().join('/');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function row(one: Held): readonly string[] {
  const { name, roleLabel, personLabel, capacity, where, themes, from, until, after, before } = one;
  const person = personLabel ?? one.person;
  const beside = [...(capacity ? [capacity] : []), ...(person ? [person] : [])].join(', ');
  return [
    name,
    `${capital(roleLabel)}${beside && ` (${beside})`}`,
    where.title,
    themes.map(({ label }) => label).join(', '),
    period(from, until),
    [...(after ? [`après ${after.name}`] : []), ...(before ? [`remplacé par ${before.name}`] : [])].join(
      '\n',
    ),
  ];
}

function period(from: string | undefined, until: string | undefined): string {
  if (from === undefined) return until === undefined ? '' : `jusqu’au ${french(until)}`;
  return until === undefined ? `depuis le ${french(from)}` : `du ${french(from)}\nau ${french(until)}`;
}
