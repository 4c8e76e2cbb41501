import { day } from '@ctg/calendar';
import { themeCode } from '@ctg/contracts/themes';
import { type ActionWithProgress, actionStatuses, approaches, offerChanges } from '@ctg/convention/plan';
import { inseeCode, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import { placeInWords } from '../names/observed-place.js';
import { themesOf } from '../names/theme-names.js';
import { defineListOfADay } from '../state/list-of-a-day.js';
import { approachesOf, needsAgainstOffer, type OfferChange, offersAgainstNeeds } from './changes-of-offer.js';

/** So many of each are shown with a thing; the lists of the convention hold them all. */
const most = 50;

const named = z.object({ id: uuid, title: z.string() });
const few = <One extends z.ZodType>(one: One) => z.array(one).max(most);
const theme = z.object({ code: themeCode, label: z.string() });
const change = z.object({
  change: coded(offerChanges),
  changeLabel: z.string().describe('Le changement en français'),
  title: z.string(),
  offerId: uuid.optional(),
  action: named,
  before: z.number().optional().describe('Capacité avant'),
  after: z.number().optional().describe('Capacité après'),
  on: day.describe('Jour du compte rendu'),
});

const titleOf = ({ number, title }: ActionWithProgress): string =>
  number === undefined ? title : `${number} ${title}`;
const actionNamed = (action: ActionWithProgress) => ({ id: action.actionId, title: titleOf(action) });

const changeShown = ({ change: code, title, offerId, action, before, after, on }: OfferChange) => ({
  change: code,
  changeLabel: offerChanges[code],
  title,
  ...(offerId === undefined ? {} : { offerId }),
  action: actionNamed(action),
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  on,
});

const approach = coded(approaches);

/** Of each action: optimise what exists or develop something new, for which needs, and what it changed. */
export const listApproaches = defineListOfADay({
  name: 'history.list-approaches',
  title:
    'Lister les actions qui optimisent l’existant ou développent du nouveau, et ce qu’elles ont changé dans l’offre',
  route: '/conventions/:conventionId/optimise-or-develop',
  filters: { approach: approach.optional() },
  item: z.object({
    actionId: uuid,
    title: z.string().describe('Numéro et intitulé'),
    approach,
    approachLabel: z.string(),
    statusLabel: z.string().describe('L’étape en français'),
    themes: few(theme),
    needs: few(named).describe('Besoins auxquels elle répond ; vide : aucun'),
    changes: few(change).describe('Ce qu’elle a changé dans l’offre ; vide : rien n’est dit'),
  }),
  rows: (facts, asked, formers) =>
    approachesOf(facts, formers).filter(
      ({ action }) => asked.approach === undefined || action.approach === asked.approach,
    ),
  named: () => [],
  show: ({ action, needs, changes }, _names, facts) => ({
    actionId: action.actionId,
    title: titleOf(action),
    approach: action.approach,
    approachLabel: approaches[action.approach],
    statusLabel: actionStatuses[action.status],
    themes: action.themes.slice(0, most).map((code) => ({ code, label: themesOf(facts).get(code) ?? code })),
    needs: needs.slice(0, most).map(({ needId: id, title }) => ({ id, title })),
    changes: changes.slice(0, most).map(changeShown),
  }),
});

/** The needs against the inventory. */
export const listNeedsAgainstOffer = defineListOfADay({
  name: 'history.list-needs-against-offer',
  title: 'Mettre les besoins, besoins repris compris, en face de l’offre existante et des actions',
  route: '/conventions/:conventionId/optimise-or-develop/needs',
  filters: {},
  item: z.object({
    needId: uuid,
    title: z.string(),
    takenFrom: uuid.optional().describe('Convention dont il est repris ; absent : il est de celle-ci'),
    theme,
    offers: few(named).describe('Offres de l’inventaire sur lesquelles il repose ; vide : aucune'),
    optimised: few(named).describe('Actions qui y répondent en optimisant l’existant'),
    developed: few(named).describe('Actions qui y répondent en développant du nouveau'),
  }),
  rows: (facts, _asked, formers) => needsAgainstOffer(facts, formers),
  named: () => [],
  show({ need: { needId, title, theme: code }, takenFrom, offers, actions }, _names, facts) {
    const by = (one: ActionWithProgress['approach']) =>
      actions
        .filter((action) => action.approach === one)
        .slice(0, most)
        .map(actionNamed);
    return {
      needId,
      title,
      ...(takenFrom === undefined ? {} : { takenFrom }),
      theme: { code, label: themesOf(facts).get(code) ?? code },
      offers: offers.slice(0, most).map(({ offerId: id, name }) => ({ id, title: name })),
      optimised: by('optimise'),
      developed: by('develop'),
    };
  },
});

const offerStatuses = { planned: 'projetée', open: 'ouverte', closed: 'fermée' } as const;

/** The inventory against the needs. */
export const listOffersAgainstNeeds = defineListOfADay({
  name: 'history.list-offers-against-needs',
  title: 'Mettre l’offre existante en face des besoins et de ce que les actions y ont changé',
  route: '/conventions/:conventionId/optimise-or-develop/offers',
  filters: {},
  item: z.object({
    offerId: uuid,
    name: z.string(),
    commune: inseeCode,
    place: z.string().describe('Nom de la commune'),
    capacity: z.number().optional().describe('Capacité ; absente : elle n’est pas connue'),
    status: coded(offerStatuses),
    statusLabel: z.string(),
    needs: few(named).describe('Besoins qui reposent sur elle ; vide : aucun'),
    changes: few(change).describe('Ce que les actions y ont changé ; vide : rien n’est dit'),
  }),
  rows: offersAgainstNeeds,
  named: () => [],
  show: ({ offer, needs, changes }) => ({
    offerId: offer.offerId,
    name: offer.name,
    commune: offer.commune,
    place: placeInWords({ level: 'commune', code: offer.commune, vintage: offer.cogVintage }),
    ...(offer.capacity === undefined ? {} : { capacity: offer.capacity }),
    status: offer.status,
    statusLabel: offerStatuses[offer.status],
    needs: needs.slice(0, most).map(({ needId: id, title }) => ({ id, title })),
    changes: changes.slice(0, most).map(changeShown),
  }),
});
