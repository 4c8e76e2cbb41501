import { addMonths, day, frenchDay } from '@ctg/calendar';
import { ConventionLapsed, ConventionTerminated, SignatoryWithdrawn } from '@ctg/contracts/partners';
import { convention, lifeOf, presentSignatories } from '@ctg/convention';
import { assertPast, defineCommand, happenedDay, happenedOn, invalid, pastDay, refused } from '@ctg/decider';
import { organisationId, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { announced } from '../signing/announcements.js';
import { alive } from './opened.js';

/** Seen in a sister contract of the same territory. */
const noticeMonths = 3;

export const withdrawSignatory = defineCommand({
  name: 'partners.withdraw-signatory',
  title: 'Enregistrer le retrait d’un signataire',
  description:
    'Un signataire part, après un préavis de trois mois sauf accord sur un délai plus court. Dès le préavis, plus rien n’attend sa signature.',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/withdrawals',
  body: z.strictObject({
    organisation: organisationId.describe('Signataire qui part'),
    noticeOn: happenedDay.describe('Date du préavis'),
    leavesOn: day.describe('Date du départ'),
    shorterNoticeAgreed: z.boolean().default(false).describe('Les autres acceptent un préavis plus court'),
  }),
  decider: convention,
  decide({ body: { organisation, noticeOn, leavesOn, shorterNoticeAgreed }, today }, state) {
    const current = alive(state);
    if (!presentSignatories(current).some((one) => one.organisation === organisation)) {
      throw current.departures[organisation] === undefined
        ? refused({
            code: 'not-a-signatory',
            title: 'Cette organisation n’est pas signataire.',
            found: organisation,
          })
        : refused({
            code: 'already-withdrawn',
            title: 'Ce retrait est déjà enregistré.',
            found: organisation,
          });
    }
    assertPast(noticeOn, today, 'Préavis');
    const earliest = shorterNoticeAgreed ? noticeOn : addMonths(noticeOn, noticeMonths);
    if (leavesOn < earliest) {
      throw invalid({
        code: 'notice-too-short',
        title: 'Le préavis est trop court.',
        expected: `un départ à partir du ${frenchDay(earliest)}`,
        found: frenchDay(leavesOn),
        advice: 'Si tous acceptent un délai plus court, dites-le avec shorterNoticeAgreed.',
      });
    }
    // Who was waited for may have been the last.
    return announced(
      current,
      [
        SignatoryWithdrawn(
          { organisation, noticeOn, leavesOn },
          { occurredOn: noticeOn, effectiveOn: leavesOn },
        ),
      ],
      today,
    );
  },
});

const endingBody = z.strictObject({
  endedOn: day.describe('Dernier jour de la convention'),
  decisionId: uuid.optional().describe('Décision du copil'),
  decidedOn: pastDay,
});

const endingData = ({ endedOn, decisionId }: z.infer<typeof endingBody>) => ({
  endedOn,
  ...(decisionId === undefined ? {} : { decisionId }),
});

export const terminateConvention = defineCommand({
  name: 'partners.terminate-convention',
  title: 'Enregistrer la résiliation',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/termination',
  body: endingBody,
  decider: convention,
  comesAfterTheEnd: true,
  decide({ body }, state) {
    const current = alive(state);
    const { completedOn, lastDay } = lifeOf(current);
    if (completedOn !== undefined && (body.endedOn < current.effectOn || body.endedOn > lastDay)) {
      throw invalid({
        code: 'ends-outside-its-term',
        title: 'La résiliation est hors de la durée de la convention.',
        expected: `du ${frenchDay(current.effectOn)} au ${frenchDay(lastDay)}`,
        found: frenchDay(body.endedOn),
      });
    }
    return [
      ConventionTerminated(endingData(body), { ...happenedOn(body.decidedOn), effectiveOn: body.endedOn }),
    ];
  },
});

export const lapseConvention = defineCommand({
  name: 'partners.lapse-convention',
  title: 'Constater l’échéance sans renouvellement',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/lapse',
  body: z.strictObject({}),
  decider: convention,
  comesAfterTheEnd: true,
  decide({ today }, state) {
    const current = alive(state);
    const { renewal } = current;
    const { lastDay } = lifeOf(current);
    if (renewal !== undefined) {
      throw refused({
        code: 'already-renewed',
        title: 'Cette convention est renouvelée : elle n’est pas échue sans suite.',
        found: renewal.newConventionId,
      });
    }
    if (today <= lastDay) {
      throw refused({
        code: 'term-not-reached',
        title: 'Le terme n’est pas encore passé.',
        expected: `après le ${frenchDay(lastDay)}`,
        found: frenchDay(today),
        advice: 'Pour finir plus tôt, enregistrez une résiliation.',
      });
    }
    return [ConventionLapsed({ endedOn: lastDay }, { occurredOn: lastDay })];
  },
});
