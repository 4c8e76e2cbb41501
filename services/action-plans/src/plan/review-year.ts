import { YearReviewed } from '@ctg/contracts/action-plans';
import { plan } from '@ctg/convention/plan';
import { alreadyThere, defineCommand, type LookUpInput, warnOfYear } from '@ctg/decider';
import { text, uuid } from '@ctg/identifiers';
import { assertDecided, decisionFor } from '@ctg/web-service';
import { z } from 'zod';
import { recordersOfDecisions } from '../rights.js';
import { opened } from './plan.js';

const body = z.strictObject({
  year: z.int().min(2000).max(2100).describe('Année du bilan'),
  decisionId: uuid.describe('Décision du copil sur le bilan annuel'),
  summary: text.optional().describe('Ce que le bilan retient'),
});

export const reviewYear = defineCommand({
  name: 'action-plans.review-year',
  title: 'Valider le bilan d’une année',
  description: 'Quand le copil l’a validé ; une à trois fois par an.',
  roles: recordersOfDecisions,
  route: '/conventions/:conventionId/plan/reviews',
  body,
  decider: plan,
  // The review of the last year is validated after it.
  comesAfterTheEnd: true,
  lookUp: ({ body: { decisionId }, params, readModel }: LookUpInput<z.infer<typeof body>>) =>
    decisionFor(readModel, params, decisionId),
  decide({ body, params, facts: decision, frame, warn }, state) {
    const { reviews } = opened(state, params.conventionId);
    assertDecided(decision, params, ['yearly-review']);
    const before = reviews.find(
      ({ year, decisionId }) => year === body.year && decisionId === body.decisionId,
    );
    if (before) return alreadyThere(before);
    warnOfYear(body.year, frame, warn);
    return [YearReviewed(body, { occurredOn: decision.decidedOn })];
  },
});
