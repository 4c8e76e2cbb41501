import { frenchDay } from '@ctg/calendar';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import type { paths } from '../api/paths.js';
import { findConvention } from '../history/find-convention.js';
import { tableLines } from '../table.js';
import { unlessJson } from './json-lines.js';
import { dayOf, type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Register = paths['/api/history/conventions/{conventionId}/decisions']['get'];
type Decision = ItemOf<'/api/history/conventions/{conventionId}/decisions'>;
type Subject = NonNullable<NonNullable<Register['parameters']['query']>['subject']>;

const columns = [
  { title: 'Jour', width: 10 },
  { title: 'Qui décide', width: 24 },
  { title: 'Décision', width: 36 },
  { title: 'Sur quelles pièces', width: 38 },
  { title: 'Ce qui a suivi', width: 38 },
];

/** `ctg decisions <convention>`: the decisions register. */
export async function decisions(
  connection: Connection,
  words: string,
  options: CommonOptions &
    MomentOptions & { readonly about?: string; readonly from?: string; readonly to?: string },
  { out }: Output,
): Promise<void> {
  const query = {
    ...momentOf(options),
    ...dayOf('from', 'from', options.from),
    ...dayOf('to', 'to', options.to),
    // The server names those that there are.
    ...(options.about === undefined ? {} : { subject: options.about as Subject }),
  };
  const as = personaOf(options);
  const conventionId = await findConvention(connection, as, words);
  const api = connection.api(as);
  const register = everyPage((from) =>
    api.GET('/api/history/conventions/{conventionId}/decisions', {
      params: { path: { conventionId }, query: { limit: 200, ...query, ...from } },
    }),
  );
  const found = await unlessJson(register, options, { out });
  if (!found) return;
  for (const line of tableLines(columns, found.map(row))) out(line);
  out(`${found.length} décision${found.length > 1 ? 's' : ''}.`);
}

const row = (one: Decision): readonly string[] => [
  frenchDay(one.decidedOn),
  one.by,
  [one.title, `(${one.subjectLabel}, ${one.outcomeLabel})`, ...(one.details ? [one.details] : [])].join('\n'),
  one.evidence
    .map(({ text, hash }) => (hash === undefined ? text : `${text} (empreinte ${hash.slice(0, 8)}…)`))
    .join('\n'),
  [
    ...one.decided.map(({ sentence }) => sentence),
    ...(one.decidedCount > one.decided.length ? [`et ${one.decidedCount - one.decided.length} autres`] : []),
  ].join('\n'),
];
