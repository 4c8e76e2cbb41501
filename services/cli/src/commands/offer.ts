import { frenchDay } from '@ctg/calendar';
import { capital } from '@ctg/convention/words';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { allOf, everyPage } from '../api/every-page.js';
import { findConvention } from '../history/find-convention.js';
import { tableLines } from '../table.js';
import { type MomentOptions, momentOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Need = ItemOf<'/api/history/conventions/{conventionId}/optimise-or-develop/needs'>;
type Offer = ItemOf<'/api/history/conventions/{conventionId}/optimise-or-develop/offers'>;
type Approach = ItemOf<'/api/history/conventions/{conventionId}/optimise-or-develop'>;

/** `ctg offer <convention>`: optimise or develop: the offer against the needs, and what each action changed. */
export async function offer(
  connection: Connection,
  words: string,
  options: CommonOptions & MomentOptions,
  { out }: Output,
): Promise<void> {
  const moment = momentOf(options);
  const as = personaOf(options);
  const path = { conventionId: await findConvention(connection, as, words) };
  const api = connection.api(as);
  const query = { limit: 200, ...moment };
  const needs = await allOf(
    everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/optimise-or-develop/needs', {
        params: { path, query: { ...query, ...from } },
      }),
    ),
  );
  const offers = await allOf(
    everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/optimise-or-develop/offers', {
        params: { path, query: { ...query, ...from } },
      }),
    ),
  );
  const actions = await allOf(
    everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/optimise-or-develop', {
        params: { path, query: { ...query, ...from } },
      }),
    ),
  );
  if (options.json) return out(JSON.stringify({ needs, offers, actions }));
  const lines = [
    'Les besoins en face de l’offre',
    ...tableLines(needColumns, needs.map(needRow)),
    '',
    'L’offre existante',
    ...tableLines(offerColumns, offers.map(offerRow)),
    '',
    'Ce que font les actions',
    ...tableLines(actionColumns, actions.map(actionRow)),
  ];
  for (const line of lines) out(line);
}

const titles = (things: readonly { readonly title: string }[]) => things.map(({ title }) => title).join('\n');

const needColumns = [
  { title: 'Besoin', width: 34 },
  { title: 'Thème', width: 22 },
  { title: 'Offre existante', width: 26 },
  { title: 'Actions qui optimisent', width: 34 },
  { title: 'Actions qui développent', width: 34 },
];
const needRow = ({ title, theme, offers, optimised, developed }: Need) => [
  title,
  theme.label,
  titles(offers),
  titles(optimised),
  titles(developed),
];

const offerColumns = [
  { title: 'Offre', width: 34 },
  { title: 'Commune', width: 22 },
  { title: 'Capacité', width: 8, right: true },
  { title: 'État', width: 10 },
  { title: 'Besoins qui reposent sur elle', width: 36 },
  { title: 'Ce que les actions y ont changé', width: 44 },
];
const offerRow = ({ name, place, capacity, statusLabel, needs, changes }: Offer) => [
  name,
  place,
  capacity === undefined ? '' : String(capacity),
  capital(statusLabel),
  titles(needs),
  changes.map((one) => `${changed(one)} [${one.action.title}]`).join('\n'),
];

const actionColumns = [
  { title: 'Action', width: 44 },
  { title: 'Démarche', width: 20 },
  { title: 'Besoins', width: 36 },
  { title: 'Ce qu’elle a changé dans l’offre', width: 48 },
];
const actionRow = ({ title, approachLabel, needs, changes }: Approach) => [
  title,
  capital(approachLabel),
  titles(needs),
  changes.map(changed).join('\n'),
];

/** « Agrandie : 10 places de plus (40 → 50), dit le 05/11/2026 » */
const changed = ({ changeLabel, title, before, after, on }: Approach['changes'][number]): string => {
  const figures = before === undefined && after === undefined ? '' : ` (${before ?? '—'} → ${after ?? '—'})`;
  return `${capital(changeLabel)} : ${title}${figures}, dit le ${frenchDay(on)}`;
};
