import { day, frenchDay } from '@ctg/calendar';
import type { DataOf } from '@ctg/contracts';
import { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import { consultation } from '@ctg/convention/diagnostic';
import { defineCommand, happenedDay, happenedOn, invalid } from '@ctg/decider';
import { text, title } from '@ctg/identifiers';
import { z } from 'zod';
import { lookUpDiagnostic, partOf, preparedVersion } from '../diagnostic/diagnostic.js';
import { evidenceContributors } from '../rights.js';

type Answers = Pick<DataOf<typeof ConsultationRecorded>, 'from' | 'to' | 'invited' | 'answered'>;

/** Nobody answers before they are asked, nor more than were. @throws Rejection 422 */
export function assertAnswers({ from, to, invited, answered }: Answers): void {
  if (to < from) {
    throw invalid({
      code: 'end-before-start',
      title: 'La fin est avant le début.',
      expected: `à partir du ${frenchDay(from)}`,
      found: frenchDay(to),
    });
  }
  if (answered > invited) {
    throw invalid({
      code: 'more-answers-than-invited',
      title: 'Il y a plus de réponses que de personnes sollicitées.',
      expected: `${invited} réponses au plus`,
      found: String(answered),
      advice: 'Pour une consultation ouverte à tous, donnez en invited le nombre d’habitants concernés.',
    });
  }
}

export const recordConsultation = defineCommand({
  name: 'diagnostics.record-consultation',
  title: 'Enregistrer une consultation',
  description:
    'Qui a été consulté, quand, combien ont répondu, ce qui en ressort. Jamais de réponse d’une personne.',
  roles: evidenceContributors,
  route: '/conventions/:conventionId/consultations',
  body: z.strictObject({
    title: title.optional().describe('Intitulé, par exemple Enquête auprès des familles'),
    audience: title.describe('Public consulté'),
    from: day.describe('Début (AAAA-MM-JJ)'),
    to: happenedDay.describe('Fin (AAAA-MM-JJ)'),
    invited: z.int().min(0).max(100_000_000).describe('Personnes sollicitées'),
    answered: z.int().min(0).max(100_000_000).describe('Personnes ayant répondu'),
    method: title.describe('Méthode : questionnaire, entretiens, atelier…'),
    findings: text.describe('Ce qui en ressort, sans propos d’une personne reconnaissable'),
  }),
  decider: consultation,
  creates: 'consultationId',
  stream: ({ conventionId, consultationId }) => partOf(conventionId, consultationId),
  lookUp: lookUpDiagnostic,
  decide({ body, params: { consultationId = '' }, facts: current }) {
    assertAnswers(body);
    return [
      ConsultationRecorded(
        { consultationId, ...body, version: preparedVersion(current) },
        happenedOn(body.to),
      ),
    ];
  },
});
