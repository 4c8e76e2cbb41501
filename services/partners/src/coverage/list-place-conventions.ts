import { day, isDay, today } from '@ctg/calendar';
import {
  conventionOn,
  conventionStatus,
  isPartyOn,
  perimeterOn,
  situationOn,
  successionOf,
} from '@ctg/convention';
import { cafId, title, uuid } from '@ctg/identifiers';
import { anyText, defineComputedList, type Found, knownConventionProjection } from '@ctg/web-service';
import { z } from 'zod';
import { conventions } from '../convention/convention-row.js';
import { everybody } from '../convention/read-convention.js';
import { type ConventionOfPlace, type ConventionsOfPlace, conventionsOf } from './conventions-of-place.js';
import { type Place, placeFilters, placeOf } from './place.js';

const days = (meaning: string) => z.int().min(0).describe(meaning);

/** One convention of a place, in what concerns the place. */
export const placeConvention = z.object({
  conventionId: uuid,
  cafId,
  title,
  status: conventionStatus,
  label: z.string().describe('Le statut en français'),
  sentence: z.string().describe('Le statut et les dates qui le font, en une phrase'),
  effectOn: day.describe('Date d’effet'),
  endsOn: day.describe('Dernier jour de la période, avenants et fin anticipée compris'),
  completedOn: day.optional().describe('Jour depuis lequel plus aucune signature requise ne manque'),
  communes: z.int().min(0).describe('Communes de tout son périmètre ce jour-là'),
  communesOfPlace: z.int().min(0).describe('Dont communes de ce lieu'),
  signatoryCommunes: z.int().min(0).describe('Communes qui en sont signataires'),
  signedCommunes: z.int().min(0).describe('Communes qui l’ont signée ce jour-là'),
  after: z
    .object({
      conventionId: uuid,
      title,
      gapDays: days('Jours que ni l’une ni l’autre ne couvre'),
      overlapDays: days('Jours que les deux couvrent'),
    })
    .optional()
    .describe('La convention qui couvrait ces communes avant elle'),
});

type PlaceConvention = z.infer<typeof placeConvention>;

export const listPlaceConventions = defineComputedList({
  name: 'partners.list-place-conventions',
  title:
    'Lister les conventions successives d’un lieu, avec les jours qui les séparent ou qu’elles partagent',
  roles: everybody,
  route: '/coverage/conventions',
  reads: [conventions, knownConventionProjection],
  filters: { ...placeFilters, on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') },
  item: placeConvention,
  settles: [isDay],
  settle: ({ query, actor }) => [query.on ?? today(actor.cafId)],
  places: [anyText, anyText],
  async *walk({ query, actor, readModel }, [on = ''], after) {
    const place = await placeOf(query, on, { actor, readModel });
    yield* conventionsOn(place, await conventionsOf(place, actor, readModel), on, after);
  },
});

/** The conventions of a place, the oldest first, in what concerns it on a day. */
export function* conventionsOn(
  place: Place,
  { all, spells }: ConventionsOfPlace,
  on: string,
  [effectOn = '', conventionId = '']: readonly string[] = [],
): Generator<Found<PlaceConvention>> {
  const codes = new Set(place.communes.map(({ code }) => code));
  for (const one of all) {
    const { facts } = one;
    const isShown =
      facts.effectOn < effectOn || (facts.effectOn === effectOn && facts.conventionId <= conventionId);
    if (!isShown) yield { place: [facts.effectOn, facts.conventionId], item: shown(one, codes, spells, on) };
  }
}

function shown(
  { facts, spans, cafId: caf }: ConventionOfPlace,
  codes: ReadonlySet<string>,
  spells: ConventionsOfPlace['spells'],
  on: string,
): PlaceConvention {
  const { status, label, sentence, completedOn, endsOn = facts.endsOn } = situationOn(facts, on);
  const inside = perimeterOn(spans, on)?.territory.communes ?? [];
  const communes = (conventionOn(facts, on)?.signatories ?? []).filter(
    (one) => one.signatory.kind === 'commune' && isPartyOn(one, on),
  );
  const after = successionOf(facts, spells);
  return {
    conventionId: facts.conventionId,
    cafId: caf,
    title: facts.title,
    status,
    label,
    sentence,
    effectOn: facts.effectOn,
    endsOn,
    ...(completedOn === undefined ? {} : { completedOn }),
    communes: inside.length,
    communesOfPlace: inside.filter((code) => codes.has(code)).length,
    signatoryCommunes: communes.length,
    signedCommunes: communes.filter(({ signed }) => signed).length,
    ...(after ? { after } : {}),
  };
}
