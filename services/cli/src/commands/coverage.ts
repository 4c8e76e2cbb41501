import { frenchDay } from '@ctg/calendar';
import type { Answer } from '../api/answer.js';
import type { Connection, Persona } from '../api/connection.js';
import { answered, everyPage } from '../api/every-page.js';
import { placeOrConvention } from '../history/place-or-convention.js';
import { dayOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Coverage = Answer<'/api/partners/coverage'>;
type Convention = Coverage['conventions']['items'][number];

/** `ctg coverage 59012 --on 2026-03-01`: which convention covers a commune, an EPCI or a territory on a day. */
export async function coverage(
  connection: Connection,
  code: string,
  options: CommonOptions & { readonly on?: string },
  { out }: Output,
): Promise<void> {
  const day = dayOf('on', 'on', options.on);
  const as = personaOf(options);
  const query = { ...(await placeOf(connection, as, code)), ...day };
  const api = connection.api(as);
  const found = answered(await api.GET('/api/partners/coverage', { params: { query } }));
  const { items: first, nextCursor } = found.conventions;
  const items = [...first];
  if (nextCursor !== undefined) {
    const rest = everyPage((from) =>
      api.GET('/api/partners/coverage/conventions', {
        params: { query: { ...query, limit: 50, cursor: nextCursor, ...from } },
      }),
    );
    for await (const one of rest) items.push(one);
  }
  if (options.json) return out(JSON.stringify({ ...found, conventions: items }));
  for (const line of lines(found, items)) out(line);
}

/** The territory of a convention is a place, too. */
async function placeOf(connection: Connection, as: Persona, words: string) {
  const { convention, ...place } = await placeOrConvention(connection, as, words);
  return convention === undefined ? place : { territory: convention };
}

const days = (count: number) => `${count} jour${count > 1 ? 's' : ''}`;

function lines(found: Coverage, conventions: readonly Convention[]): readonly string[] {
  const { place, sentence, communes, uncovered } = found;
  return [
    `${place.name} (${place.kind === 'territory' ? '' : `${place.code}, `}géographie ${place.vintage})`,
    sentence,
    ...(place.kind === 'commune'
      ? []
      : [
          `Communes : ${communes.covered} couvertes sur ${communes.total}, ${communes.signed} ont signé.`,
          ...(communes.covered === 0 ? [] : uncovered).map(
            ({ code, name, lapsedOn }) =>
              `  non couverte : ${name} (${code})${lapsedOn === undefined ? '' : `, depuis le ${frenchDay(lapsedOn)}`}`,
          ),
        ]),
    conventions.length === 0 ? 'Aucune convention connue ici.' : 'Conventions :',
    ...conventions.flatMap(conventionLines),
  ];
}

const conventionLines = (one: Convention): readonly string[] => [
  `  ${one.title} (du ${frenchDay(one.effectOn)} au ${frenchDay(one.endsOn)}) : ${one.label}`,
  `    ${one.sentence}`,
  `    communes : ${one.communes} dans le périmètre, ${one.signedCommunes} sur ${one.signatoryCommunes} signataires ont signé`,
  ...(one.after ? [`    ${succession(one.after)}`] : []),
];

const succession = ({ title, gapDays, overlapDays }: NonNullable<Convention['after']>): string =>
  overlapDays > 0
    ? `recouvre « ${title} » pendant ${days(overlapDays)}`
    : gapDays > 0
      ? `${days(gapDays)} sans convention après « ${title} »`
      : `suit « ${title} » sans interruption`;
