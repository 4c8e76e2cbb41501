import { day } from '@ctg/calendar';
import { bodyKind, decisionOutcome, decisionSubject } from '@ctg/contracts/partners';
import { title, uuid } from '@ctg/identifiers';
import { defineList, knownDecisions } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';

const learnedDecision = z.object({
  decisionId: uuid,
  bodyKind,
  subject: decisionSubject,
  outcome: decisionOutcome,
  title,
  decidedOn: day,
});

export const listDecisions = defineList({
  name: 'diagnostics.list-decisions',
  title: 'Lister les décisions apprises',
  roles: readers,
  route: '/conventions/:conventionId/decisions',
  reads: [knownDecisions],
  filters: {},
  item: learnedDecision,
  select: ({ params, value }) => ({
    columns: `decision_id AS "decisionId", body_kind AS "bodyKind", subject, outcome, title, decided_on AS "decidedOn"`,
    from: 'known_decision',
    where: [`convention_id = ${value(params.conventionId)}`],
    order: [{ by: 'decided_on' }, { by: 'decision_id' }],
  }),
  show: (decision: z.infer<typeof learnedDecision>) => decision,
});
