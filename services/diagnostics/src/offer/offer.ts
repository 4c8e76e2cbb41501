import { day } from '@ctg/calendar';
import { OfferListed, OfferStatusChanged, offerStatus, offerType } from '@ctg/contracts/diagnostics';
import { offer } from '@ctg/convention/diagnostic';
import {
  alreadyThere,
  countsFrom,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  notFound,
  pastDay,
} from '@ctg/decider';
import { assertCommune, vintagesInWords, warnOfVintage } from '@ctg/geography';
import { inseeCode, organisationId, siret, title } from '@ctg/identifiers';
import { assertRegistered } from '@ctg/web-service';
import { z } from 'zod';
import { lookUpDiagnostic, partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { contributors } from '../rights.js';
import { warnOutsidePerimeter } from './in-perimeter.js';

const listed = z.strictObject({
  type: offerType,
  name: title.describe('Nom de la structure ou du service'),
  managerSiret: siret
    .optional()
    .describe('SIRET du gestionnaire, dont l’organisation est enregistrée auparavant'),
  manager: organisationId
    .optional()
    .describe('Organisation gestionnaire (SIREN ou RNA), enregistrée auparavant'),
  commune: inseeCode.describe('Code INSEE de la commune'),
  cogVintage: z
    .int()
    .optional()
    .describe(`Millésime de ce code (${vintagesInWords}) ; par défaut celui du territoire`),
  capacity: z.int().min(0).max(100_000).optional().describe('Capacité (places)'),
  openedOn: day.optional().describe('Date d’ouverture'),
  status: offerStatus,
  listedOn: pastDay.describe('Date de l’inventaire ; par défaut aujourd’hui'),
});

type Listed = z.infer<typeof listed>;

/** The organisation that a SIRET is of. */
const ownerOf = (establishment: string | undefined) => establishment?.slice(0, 9);

/** An association may be known by its RNA, its establishment by its SIREN: then nothing can be compared. */
function assertOneManager({ manager, managerSiret }: Listed): void {
  if (manager === undefined || managerSiret === undefined || manager.startsWith('W')) return;
  if (ownerOf(managerSiret) === manager) return;
  throw invalid({
    code: 'other-siren',
    title: 'Ce SIRET est celui d’une autre organisation que le gestionnaire.',
    expected: `un SIRET qui commence par ${manager}`,
    found: managerSiret,
  });
}

export const listOffer = defineCommand({
  name: 'diagnostics.list-offer',
  title: 'Inventorier une offre existante',
  description: 'Une structure ou un service du territoire, ouvert, fermé ou projeté.',
  roles: contributors,
  route: '/conventions/:conventionId/offers',
  body: listed,
  decider: offer,
  creates: 'offerId',
  stream: ({ conventionId, offerId }) => partOf(conventionId, offerId),
  waitsFor: [],
  async lookUp(input: LookUpInput<Listed>) {
    const { manager, managerSiret } = input.body;
    // An establishment of an association that is registered by its RNA has no organisation of its SIREN here.
    const owner = manager?.startsWith('W') ? undefined : ownerOf(managerSiret);
    await assertRegistered(input, [manager, owner]);
    return lookUpDiagnostic(input);
  },
  decide({ body: { listedOn, ...body }, params: { offerId = '' }, today, facts: current, frame, warn }) {
    const cogVintage = body.cogVintage ?? current.cogVintage;
    assertCommune(body.commune, cogVintage);
    warnOfVintage(body.cogVintage, warn);
    warnOutsidePerimeter({ commune: body.commune, cogVintage, on: listedOn ?? today }, frame, warn);
    assertOneManager(body);
    if (body.status !== 'planned' && body.openedOn !== undefined && body.openedOn > today) {
      throw invalid({
        code: 'not-open-yet',
        title: 'Cette offre ouvre plus tard : elle est projetée.',
        expected: 'status planned, ou une date d’ouverture passée',
        found: body.openedOn,
      });
    }
    return [
      OfferListed({ offerId, ...body, cogVintage, version: preparedVersion(current) }, happenedOn(listedOn)),
    ];
  },
});

export const changeOfferStatus = defineCommand({
  name: 'diagnostics.change-offer-status',
  title: 'Changer l’état d’une offre',
  description: 'Une offre projetée ouvre, une offre ouverte ferme.',
  roles: contributors,
  route: '/conventions/:conventionId/offers/:offerId/status',
  body: z.strictObject({
    status: offerStatus,
    changedOn: day.optional().describe('Date du changement ; par défaut aujourd’hui'),
  }),
  decider: offer,
  stream: ({ conventionId, offerId }) => partOf(conventionId, offerId),
  lookUp: lookUpDiagnostic,
  decide({ body: { status, changedOn }, params: { offerId = '' }, today, facts: current }, state) {
    if (!state) throw notFound('Offre', offerId);
    if (state.status === status) return alreadyThere({ status, changedOn: state.statusSince });
    const on = changedOn ?? today;
    return [
      OfferStatusChanged(
        { offerId, status, changedOn: on, version: preparedVersion(current) },
        countsFrom(on, today),
      ),
    ];
  },
});
