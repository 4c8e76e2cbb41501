import { frenchDay } from '@ctg/calendar';
import { capital } from '@ctg/convention/words';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { findConvention } from '../history/find-convention.js';
import { tableLines } from '../table.js';
import { unlessJson } from './json-lines.js';
import { type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Held = ItemOf<'/api/history/conventions/{conventionId}/who-does-what'>;

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
  const found = await unlessJson(held, options, { out });
  if (!found) return;
  for (const line of tableLines(columns, found.map(row))) out(line);
  const organisations = new Set(found.map(({ organisation }) => organisation)).size;
  out(`${counted(found.length, 'rôle')}, ${counted(organisations, 'organisation')}.`);
}

const counted = (count: number, what: string) => `${count} ${what}${count > 1 ? 's' : ''}`;

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
  if (from === undefined) return until === undefined ? '' : `jusqu’au ${frenchDay(until)}`;
  return until === undefined
    ? `depuis le ${frenchDay(from)}`
    : `du ${frenchDay(from)}\nau ${frenchDay(until)}`;
}
