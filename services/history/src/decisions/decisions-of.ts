import { compareDays } from '@ctg/calendar';
import type { PublishedEvent } from '@ctg/contracts';
import { type ConventionFacts, type Governance, progressBy, type SigningProcess } from '@ctg/convention';
import type { FoldedFacts } from '../state/folded-facts.js';
import type { Former } from '../state/formers.js';
import { type Evidence, evidenceOf } from './evidence-of.js';
import { namedPieces } from './named-pieces.js';

type Recorded = Governance['decisions'][number];

/** A decision of a body, with what it rests on and what was recorded as decided by it. */
export interface BodyDecision {
  readonly kind: 'decision';
  readonly decidedOn: string;
  readonly decision: Recorded;
  readonly heldOn?: string;
  readonly evidence: readonly Evidence[];
  /** In the order in which it took hold. */
  readonly decided: readonly Pick<PublishedEvent, 'type' | 'data' | 'occurredOn'>[];
}

/** What an assembly voted: on the convention, or on one of its amendments. */
export interface AssemblyDecision {
  readonly kind: 'deliberation';
  readonly decidedOn: string;
  readonly organisation: string;
  readonly outcome: 'approved' | 'rejected';
  readonly reference: string;
  readonly receipt?: { readonly receiptNumber: string; readonly receivedOn: string };
  readonly signedOn?: string;
  readonly amendment?: { readonly amendmentId: string; readonly title: string };
}

export type Decision = BodyDecision | AssemblyDecision;

/** Every decision of a convention that was taken by the day, the oldest first. */
export function decisionsOf(facts: FoldedFacts, formers: readonly Former[]): readonly Decision[] {
  const { partners, day } = facts;
  const named = namedPieces(facts, formers);
  const bodies = partners.governance.decisions.map((decision) => ofBody(decision, facts, named));
  const assemblies = partners.convention ? [...ofAssemblies(partners.convention, day)] : [];
  return [...bodies, ...assemblies]
    .filter(({ decidedOn }) => decidedOn <= day)
    .sort((one, other) => compareDays(one.decidedOn, other.decidedOn));
}

function ofBody(decision: Recorded, facts: FoldedFacts, named: ReadonlyMap<string, string>): BodyDecision {
  const followed = (facts.followed.get(decision.decisionId) ?? []).map(({ event }) => event);
  const meeting = facts.partners.governance.meetings[decision.meetingId];
  return {
    kind: 'decision',
    decidedOn: decision.decidedOn,
    decision,
    ...(meeting === undefined ? {} : { heldOn: meeting.heldOn }),
    evidence: evidenceOf(decision, followed, facts, named),
    decided: followed.map(({ type, data, occurredOn }) => ({ type, data, occurredOn })),
  };
}

function* ofAssemblies(
  { signing, removedSignatories, amendments }: ConventionFacts,
  day: string,
): Generator<AssemblyDecision> {
  const removed = Object.fromEntries(removedSignatories.map((one) => [one.signatory.organisation, one]));
  yield* deliberations({ progress: { ...removed, ...signing.progress } }, day);
  for (const { amendmentId, title, signing: own } of Object.values(amendments))
    yield* deliberations(own, day, { amendmentId, title });
}

function* deliberations(
  { progress }: SigningProcess,
  day: string,
  amendment?: AssemblyDecision['amendment'],
): Generator<AssemblyDecision> {
  for (const whole of Object.values(progress)) {
    const { deliberation, receipt, signatures } = progressBy(whole, day);
    if (!deliberation) continue;
    const { organisation, deliberatedOn, outcome, reference } = deliberation;
    const signedOn = signatures.at(-1)?.signedOn;
    yield {
      kind: 'deliberation',
      decidedOn: deliberatedOn,
      organisation,
      outcome,
      reference,
      ...(receipt === undefined ? {} : { receipt }),
      ...(signedOn === undefined ? {} : { signedOn }),
      ...(amendment === undefined ? {} : { amendment }),
    };
  }
}
