import { frenchDay } from '@ctg/calendar';
import { capital } from '@ctg/convention/words';
import type { Answer, ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { allOf, answered, everyPage } from '../api/every-page.js';
import { findConvention } from '../history/find-convention.js';
import { inEuros } from '../history/in-euros.js';
import { tableLines } from '../table.js';
import { type MomentOptions, momentOf, yearOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Review = Answer<'/api/history/conventions/{conventionId}/yearly-review'>;
type Action = ItemOf<'/api/history/conventions/{conventionId}/yearly-review/actions'>;
type Result = ItemOf<'/api/history/conventions/{conventionId}/yearly-review/results'>;

/** `ctg review <convention> --year 2026`: the actions of a year valued, theme by theme, planned beside actual. */
export async function review(
  connection: Connection,
  words: string,
  options: CommonOptions & MomentOptions & { readonly year?: string },
  { out }: Output,
): Promise<void> {
  const year = yearOf(options.year);
  const as = personaOf(options);
  const path = { conventionId: await findConvention(connection, as, words) };
  const asked = { ...momentOf(options), ...year };
  const api = connection.api(as);
  const head = answered(
    await api.GET('/api/history/conventions/{conventionId}/yearly-review', {
      params: { path, query: asked },
    }),
  );
  // All of it shows the moment of its head.
  const query = { limit: 200, year: head.year, effectiveAt: head.effectiveAt, knownAt: head.knownAt };
  const actions = await allOf(
    everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/yearly-review/actions', {
        params: { path, query: { ...query, ...from } },
      }),
    ),
  );
  const results = await allOf(
    everyPage((from) =>
      api.GET('/api/history/conventions/{conventionId}/yearly-review/results', {
        params: { path, query: { ...query, ...from } },
      }),
    ),
  );
  if (options.json) return out(JSON.stringify({ ...head, actionList: actions, results }));
  for (const line of [
    ...headLines(head),
    '',
    ...themeLines(head),
    ...actionLines(actions),
    ...resultLines(results),
  ])
    out(line);
}

function headLines({ title, year, effectiveAt, situation, review: told }: Review): readonly string[] {
  return [
    `Bilan de l’année ${year} : ${title}`,
    `Situation au ${frenchDay(effectiveAt)} : ${situation}`,
    told
      ? `Validé par le copil le ${frenchDay(told.reviewedOn)}${told.decision ? ` : « ${told.decision} »` : ''}.`
      : 'Ce bilan n’a pas été validé par le copil.',
    ...(told?.summary ? [`Ce qu’il retient : ${told.summary}`] : []),
  ];
}

function themeLines({ themes, ...all }: Review): readonly string[] {
  const columns = [
    { title: 'Thème', width: 40 },
    { title: 'Actions', width: 7, right: true },
    { title: 'Avec compte rendu', width: 17, right: true },
    { title: 'Indicateurs', width: 11, right: true },
    { title: 'Mesurés', width: 7, right: true },
    { title: 'Cible atteinte', width: 14, right: true },
    { title: 'Prévu', width: 24, right: true },
    { title: 'Réalisé', width: 24, right: true },
  ];
  const row = (label: string, one: Omit<Review['themes'][number], 'theme'>) => [
    label,
    ...[one.actions, one.reported, one.indicators, one.measured, one.reached].map(String),
    inEuros(one.planned),
    inEuros(one.actual),
  ];
  return tableLines(columns, [...themes.map((one) => row(one.theme.label, one)), row('Ensemble', all)]);
}

function actionLines(actions: readonly Action[]): readonly string[] {
  const columns = [
    { title: 'Fiche', width: 36 },
    { title: 'Pilote', width: 26 },
    { title: 'Étape', width: 12 },
    { title: 'Avancement de l’année', width: 40 },
    { title: 'Prévu', width: 16, right: true },
    { title: 'Réalisé', width: 16, right: true },
  ];
  const row = ({ number, title, approachLabel, pilots, statusLabel, progress, planned, actual }: Action) => [
    `${number ? `${number} ` : ''}${title} (${approachLabel})`,
    pilots.join(', '),
    capital(statusLabel),
    progress
      ? `${progress.percent === undefined ? '' : `${progress.percent} % : `}${progress.text} (${frenchDay(progress.day)})`
      : '',
    inEuros(planned),
    inEuros(actual),
  ];
  return byTheme(actions, columns, row);
}

function resultLines(results: readonly Result[]): readonly string[] {
  if (results.length === 0) return [];
  const columns = [
    { title: 'Indicateur', width: 44 },
    { title: 'Unité', width: 16 },
    { title: 'Départ', width: 10, right: true },
    { title: 'Cible', width: 10, right: true },
    { title: 'Prévu', width: 14, right: true },
    { title: 'Réalisé', width: 24, right: true },
    { title: 'Cible atteinte', width: 14 },
  ];
  const number = (value: number | undefined) =>
    value === undefined ? '' : value.toLocaleString('fr-FR').replaceAll(/[\u00a0\u202f]/g, ' ');
  const figure = (one: Result['done']) =>
    one ? `${number(one.value) || one.text || ''} (${frenchDay(one.measuredOn)})` : '';
  const row = ({ action, title, unit, baseline, target, planned, done, reached }: Result) => [
    `${title} [${action.split(' ')[0]}]`,
    unit ?? '',
    number(baseline),
    number(target),
    figure(planned),
    figure(done),
    reached === undefined ? '' : reached ? 'oui' : 'non',
  ];
  return ['', 'Résultats', ...byTheme(results, columns, row)];
}

/** A table for each theme, under its name. */
function byTheme<One extends { readonly theme: { readonly label: string } }>(
  all: readonly One[],
  columns: Parameters<typeof tableLines>[0],
  row: (one: One) => readonly string[],
): readonly string[] {
  const themes = new Map<string, One[]>();
  for (const one of all) {
    const same = themes.get(one.theme.label);
    if (same) same.push(one);
    else themes.set(one.theme.label, [one]);
  }
  return [...themes].flatMap(([label, same]) => ['', label, ...tableLines(columns, same.map(row))]);
}
