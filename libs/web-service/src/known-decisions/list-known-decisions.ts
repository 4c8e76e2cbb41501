import type { Role } from '@ctg/access';
import { day } from '@ctg/calendar';
import { bodyKind, decisionOutcome, decisionSubject } from '@ctg/contracts/partners';
import { title, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { defineList } from '../lists/define-list.js';
import { knownDecisions } from './known-decision.js';

const item = z.object({
  decisionId: uuid,
  bodyKind,
  subject: decisionSubject,
  outcome: decisionOutcome,
  title,
  decidedOn: day,
});

/** The list of the decisions of a convention that a service knows: how it is called there, by whom and where it is asked. */
export const listKnownDecisions = (asked: {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly route: string;
}) =>
  defineList({
    ...asked,
    reads: [knownDecisions],
    filters: {},
    item,
    select: ({ params, value }) => ({
      columns: `decision_id AS "decisionId", body_kind AS "bodyKind", subject, outcome, title, decided_on AS "decidedOn"`,
      from: 'known_decision',
      where: [`convention_id = ${value(params.conventionId)}`],
      order: [{ by: 'decided_on' }, { by: 'decision_id' }],
    }),
    show: (decision: z.infer<typeof item>) => decision,
  });
