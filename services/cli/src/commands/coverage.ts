import type { Connection, Persona } from '../api/connection.js';
import { answered, everyPage } from '../api/every-page.js';
import type { paths } from '../api/paths.js';
import { usageFailure } from '../failure.js';
import { findConvention } from '../history/find-convention.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Coverage = paths['/api/partners/coverage']['get']['responses'][200]['content']['application/json'];
type Convention = Coverage['conventions']['items'][number];

/** `ctg coverage 59012 --on 2026-03-01`: which convention covers a commune, an EPCI or a territory on a day. */
export async function coverage(
  connection: Connection,
  code: string,
  options: CommonOptions & { readonly on?: string },
  { out }: Output,
): Promise<void> {
  const { on } = options;
  if (on !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(on))
    throw usageFailure(`--on attend un jour comme 2026-03-01 ; trouvé « ${on} ».`);
  const as = personaOf(options);
  const query = { ...(await placeOf(connection, as, code)), ...(on === undefined ? {} : { on }) };
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

/** Five signs are a commune's INSEE code, nine digits the SIREN of an EPCI; other words are those of a convention. */
async function placeOf(connection: Connection, as: Persona, words: string) {
  if (/^\d[\dAB]\d{3}$/.test(words)) return { commune: words };
  if (/^\d{9}$/.test(words)) return { epci: words };
  return { territory: await findConvention(connection, as, words) };
}

const french = (day: string) => day.split('-').reverse().join('/');
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
              `  non couverte : ${name} (${code})${lapsedOn === undefined ? '' : `, depuis le ${french(lapsedOn)}`}`,
          ),
        ]),
    conventions.length === 0 ? 'Aucune convention connue ici.' : 'Conventions :',
    ...conventions.flatMap(conventionLines),
  ];
}

const conventionLines = (one: Convention): readonly string[] => [
  `  ${one.title} (du ${french(one.effectOn)} au ${french(one.endsOn)}) : ${one.label}`,
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
