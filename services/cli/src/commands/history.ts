import { frenchDay } from '@ctg/calendar';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { findConvention } from '../history/find-convention.js';
import { frenchInstant } from '../history/french-instant.js';
import { namedState } from '../history/named-state.js';
import { renderValue } from '../history/render-value.js';
import { wholeState } from '../history/whole-state.js';
import { knownAtOf, type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type HistoryEvent = ItemOf<'/api/history/conventions/{conventionId}/events'>;

/** `ctg history`: one line an event; with --json one JSON object a line. */
export async function history(
  connection: Connection,
  words: string,
  options: CommonOptions & { readonly knownAt?: string },
  { out, progress }: Output,
): Promise<void> {
  const known = knownAtOf(options.knownAt);
  const as = personaOf(options);
  const id = await findConvention(connection, as, words);
  const api = connection.api(as);
  const events = everyPage((from) =>
    api.GET('/api/history/conventions/{conventionId}/events', {
      params: { path: { conventionId: id }, query: { limit: 200, ...known, ...from } },
    }),
  );
  let count = 0;
  for await (const event of events) {
    out(options.json ? JSON.stringify(event) : line(event));
    count++;
    if (count % 1_000 === 0 && !options.json) progress(`${count} événements…`);
  }
  if (!options.json) out(`${count} événement${count > 1 ? 's' : ''}.`);
}

/** In which part of the convention's life it happened, in the users' words. */
const services: Readonly<Record<string, string>> = {
  partners: 'convention',
  diagnostics: 'diagnostic',
  'action-plans': 'plan d’actions',
  evaluation: 'évaluation',
};

const marks = { annulled: '[annulé] ', corrected: '[corrigé] ' } as const;

/** What was recorded on another day than it happened says so: it was known late, or ahead. */
function line({
  position,
  occurredOn,
  recordedAt,
  reallyRecordedAt,
  service,
  sentence,
  reason,
  corrected,
  warnings = [],
}: HistoryEvent): string {
  const recordedOn = frenchInstant(recordedAt).slice(0, 10);
  const rehearsed = reallyRecordedAt === undefined ? '' : ', essai';
  const late =
    recordedOn === frenchDay(occurredOn) && rehearsed === ''
      ? ''
      : ` [enregistré le ${recordedOn}${rehearsed}]`;
  const doubt = warnings.map((one) => ` [à vérifier : ${one.sentence}]`).join('');
  const why = reason ? ` (Motif : ${reason})` : '';
  return `${position.padStart(6)}  ${frenchDay(occurredOn)}  ${(services[service] ?? service).padEnd(14)}  ${corrected ? marks[corrected.how] : ''}${sentence}${why}${late}${doubt}`;
}

/** `ctg state`. */
export async function state(
  connection: Connection,
  words: string,
  options: CommonOptions & MomentOptions,
  { out }: Output,
): Promise<void> {
  const when = momentOf(options);
  const as = personaOf(options);
  const id = await findConvention(connection, as, words);
  const found = await wholeState(connection, as, id, when);
  if (options.json) return out(JSON.stringify(found));
  for (const text of renderValue(namedState(found), '')) out(text);
}
