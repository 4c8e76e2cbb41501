import { day, frenchDay } from '@ctg/calendar';
import { bodyKinds, decisionOutcomes, decisionSubjects } from '@ctg/convention';
import { capital } from '@ctg/convention/words';
import { organisationId, sha256, uuid } from '@ctg/identifiers';
import type { Answered } from '@ctg/web-service';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import type { Names } from '../names/names.js';
import { sentenceOf } from '../sentences/sentence.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import { defineListOfADay } from '../state/list-of-a-day.js';
import { type AssemblyDecision, type BodyDecision, type Decision, decisionsOf } from './decisions-of.js';

const subject = coded(decisionSubjects);
const outcome = coded(decisionOutcomes);

/** Of what was decided, so much is shown with the decision; the events of the convention hold all of it. */
const mostShown = 100;

const registered = z.object({
  decidedOn: day.describe('Jour de la décision'),
  kind: z
    .enum(['decision', 'deliberation'])
    .describe('decision (d’une instance de la convention) ou deliberation (de l’assemblée d’un signataire)'),
  by: z.string().describe('Qui a décidé : l’instance, ou l’assemblée'),
  decisionId: uuid.optional().describe('D’une instance'),
  organisation: organisationId.optional().describe('D’une assemblée : l’organisation'),
  bodyKind: z.string().optional().describe('Nature de l’instance, en français'),
  heldOn: day.optional().describe('Jour de la réunion'),
  subject,
  subjectLabel: z.string().describe('L’objet en français'),
  outcome,
  outcomeLabel: z.string().describe('L’issue en français'),
  title: z.string().describe('Ce qui est décidé'),
  details: z.string().optional(),
  evidence: z
    .array(z.object({ text: z.string(), hash: sha256.optional().describe('SHA-256 de la pièce') }))
    .max(mostShown)
    .describe('Ce sur quoi la décision repose ; vide : rien n’est dit'),
  decided: z
    .array(z.object({ sentence: z.string(), service: z.string(), on: day }))
    .max(mostShown)
    .describe('Ce qui a été enregistré comme décidé par elle ; vide : rien ne l’a suivie'),
  decidedCount: z.int().min(0).describe('Combien, montrés ou non'),
});

/** The decisions register: every decision of every service, on which evidence, and what it decided. */
export const listDecisions = defineListOfADay({
  name: 'history.list-decisions',
  title: 'Lire le registre des décisions : qui a décidé quoi, sur quelles pièces, et ce qui a suivi',
  route: '/conventions/:conventionId/decisions',
  filters: {
    subject: subject.optional(),
    outcome: outcome.optional(),
    kind: registered.shape.kind.optional(),
    from: day.optional().describe('À partir de ce jour'),
    to: day.optional().describe('Jusqu’à ce jour'),
  },
  item: registered,
  rows: (facts, { subject, outcome, kind, from = '', to = '9999-12-31' }, formers) =>
    decisionsOf(facts, formers).filter(
      (one) =>
        (subject === undefined || subject === subjectOf(one)) &&
        (outcome === undefined || outcome === outcomeOf(one)) &&
        (kind === undefined || kind === one.kind) &&
        from <= one.decidedOn &&
        one.decidedOn <= to,
    ),
  show: (row, names, facts) => (row.kind === 'decision' ? ofBody(row, names, facts) : ofAssembly(row, names)),
});

const subjectOf = (one: Decision) =>
  one.kind === 'decision'
    ? one.decision.subject
    : one.amendment
      ? ('amendment' as const)
      : ('convention' as const);
const outcomeOf = (one: Decision) => (one.kind === 'decision' ? one.decision.outcome : one.outcome);

const said = (one: Decision) => ({
  decidedOn: one.decidedOn,
  kind: one.kind,
  subject: subjectOf(one),
  subjectLabel: decisionSubjects[subjectOf(one)],
  outcome: outcomeOf(one),
  outcomeLabel: decisionOutcomes[outcomeOf(one)],
});

function ofBody(
  row: BodyDecision,
  names: Names,
  { partners }: FoldedFacts,
): Answered<z.infer<typeof registered>> {
  const { decisionId, bodyId, bodyKind, title, details } = row.decision;
  return {
    ...said(row),
    decisionId,
    by: partners.governance.bodies[bodyId]?.title ?? names.of(bodyId),
    bodyKind: bodyKinds[bodyKind],
    ...(row.heldOn === undefined ? {} : { heldOn: row.heldOn }),
    title,
    ...(details === undefined ? {} : { details }),
    evidence: row.evidence.slice(0, mostShown),
    decided: row.decided.slice(0, mostShown).map((event) => ({
      sentence: sentenceOf(event, names),
      service: event.type.split('.')[0] === 'actionplans' ? 'action-plans' : (event.type.split('.')[0] ?? ''),
      on: event.occurredOn,
    })),
    decidedCount: row.decided.length,
  };
}

function ofAssembly(row: AssemblyDecision, names: Names): Answered<z.infer<typeof registered>> {
  const { organisation, amendment, reference, receipt, signedOn } = row;
  const about = amendment ? `l’avenant « ${amendment.title} »` : 'la convention';
  const signed = `${capital(names.organisation(organisation))} a signé ${about} le ${signedOn && frenchDay(signedOn)}.`;
  return {
    ...said(row),
    organisation,
    by: capital(names.assembly(organisation)),
    title: row.outcome === 'approved' ? `Approuve ${about}` : `Rejette ${about}`,
    evidence: [
      { text: `Délibération ${reference}` },
      ...(receipt
        ? [{ text: `Récépissé ${receipt.receiptNumber} du ${frenchDay(receipt.receivedOn)}` }]
        : []),
    ],
    decided: signedOn === undefined ? [] : [{ sentence: signed, service: 'partners', on: signedOn }],
    decidedCount: signedOn === undefined ? 0 : 1,
  };
}
