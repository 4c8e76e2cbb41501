import { day, today } from '@ctg/calendar';
import {
  type ConventionFacts,
  conventionOn,
  conventionStatus,
  isPartyOn,
  perimeterOn,
  perimetersOf,
  situationOn,
  successionOf,
} from '@ctg/convention';
import { cafId, title, uuid } from '@ctg/identifiers';
import { defineList, knownConventionProjection, visibleTo } from '@ctg/web-service';
import { z } from 'zod';
import { conventions } from '../convention/convention-row.js';
import { everybody } from '../convention/read-convention.js';
import { conventionsOf, everOf } from './conventions-of-place.js';
import { placeFilters, placeOf } from './place.js';

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
  completedOn: day.optional().describe('Date de la dernière signature requise'),
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

export const listPlaceConventions = defineList({
  name: 'partners.list-place-conventions',
  title:
    'Lister les conventions successives d’un lieu, avec les jours qui les séparent ou qu’elles partagent',
  roles: everybody,
  route: '/coverage/conventions',
  reads: [conventions, knownConventionProjection],
  filters: { ...placeFilters, on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui') },
  item: placeConvention,
  select: async ({ query, actor, readModel, value }) => ({
    columns: 'c.document, k.caf_id AS "cafId"',
    from: 'convention c JOIN known_convention k USING (convention_id, caf_id)',
    where: [
      visibleTo(actor, value),
      everOf(await placeOf(query, query.on ?? today(actor.cafId), { actor, readModel }), value),
    ],
    order: [{ by: `c.document->>'effectOn'` }, { by: 'c.convention_id' }],
  }),
  async gather(_rows, { query, actor, readModel }) {
    const place = await placeOf(query, query.on ?? today(actor.cafId), { actor, readModel });
    return { place, all: await conventionsOf(place, actor, readModel) };
  },
  show(
    { document, cafId }: { readonly document: ConventionFacts; readonly cafId: string },
    { query, actor },
    { place, all },
  ) {
    const on = query.on ?? today(actor.cafId);
    const { status, label, sentence, completedOn, endsOn = document.endsOn } = situationOn(document, on);
    const codes = place.communes.map(({ code }) => code);
    const inside = perimeterOn(perimetersOf(document), on)?.territory.communes ?? [];
    const communes = (conventionOn(document, on)?.signatories ?? []).filter(
      (one) => one.signatory.kind === 'commune' && isPartyOn(one, on),
    );
    const after = successionOf(document, all, codes);
    return {
      conventionId: document.conventionId,
      cafId,
      title: document.title,
      status,
      label,
      sentence,
      effectOn: document.effectOn,
      endsOn,
      ...(completedOn === undefined ? {} : { completedOn }),
      communes: inside.length,
      communesOfPlace: inside.filter((code) => codes.includes(code)).length,
      signatoryCommunes: communes.length,
      signedCommunes: communes.filter(({ signed }) => signed).length,
      ...(after ? { after } : {}),
    };
  },
});
