import { addDays } from '@ctg/calendar';
import { bodyKinds, conventionOn, termsOf } from '@ctg/convention';
import type { HeldRole as ActionRole, ActionWithProgress } from '@ctg/convention/plan';
import type { FoldedFacts } from '../state/folded-facts.js';
import type { RoleKind } from './role-words.js';

/** Where a role is held. */
interface Where {
  readonly kind: 'convention' | 'body' | 'cooperation' | 'action' | 'operation' | 'evaluation';
  readonly id?: string;
  readonly title: string;
}

/** A role that an organisation holds, held, or is to hold. */
export interface Held {
  readonly organisation: string;
  readonly role: RoleKind;
  readonly where: Where;
  /** Codes; absent: the role is not one of a theme. */
  readonly themes?: readonly string[];
  /** First day; absent: not told. */
  readonly from?: string;
  /** Last day; absent: without a known end. */
  readonly until?: string;
  /** Who the person is, by a pseudonym, where one is told. */
  readonly person?: string;
  /** « Intercommunalité », « Accueil des familles »: as what, or with what. */
  readonly capacity?: string;
  /** Whom it was taken over from, and to whom it went: an organisation, or a person by a pseudonym. */
  readonly after?: string;
  readonly before?: string;
}

/** True when a role is held on a day. */
export const isHeldOn = ({ from, until }: Held, day: string): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until);

/**
 * Every role in a convention that is known on the day of the facts, ended ones included: who signs and who is associated,
 * who sits in its bodies, who carries its cooperation, who pilots, copilots, takes part in and pays for each action, who
 * evaluates.
 */
export function* heldRoles(facts: FoldedFacts): Generator<Held> {
  yield* inConvention(facts);
  yield* inBodies(facts);
  yield* inCooperation(facts);
  for (const action of Object.values(facts.plan.actions)) yield* inAction(action);
  yield* inEvaluation(facts);
}

function* inConvention({ partners: { convention: known }, day }: FoldedFacts): Generator<Held> {
  const convention = known && conventionOn(known, day);
  if (!known || !convention) return;
  const where: Where = { kind: 'convention', id: known.conventionId, title: convention.title };
  for (const { signatory, designatedOn, leftOn, joinedBy } of convention.signatories) {
    const { organisation, capacity } = signatory;
    const from = joinedBy === undefined ? designatedOn : known.amendments[joinedBy]?.effectOn;
    yield {
      organisation,
      role: 'signatory',
      where,
      capacity,
      ...(from === undefined ? {} : { from }),
      ...(leftOn === undefined ? {} : { until: leftOn }),
    };
  }
  for (const { organisation, contribution, associatedOn: from, until } of known.partners)
    yield {
      organisation,
      role: 'associated',
      where,
      from,
      ...(contribution === undefined ? {} : { capacity: contribution }),
      ...(until === undefined ? {} : { until: addDays(until, -1) }),
    };
}

function* inBodies({ partners: { governance }, beganOn }: FoldedFacts): Generator<Held> {
  for (const { bodyId: id, title, kind, members } of Object.values(governance.bodies)) {
    const from = beganOn.get(id);
    for (const organisation of members)
      yield {
        organisation,
        role: 'member',
        where: { kind: 'body', id, title },
        capacity: bodyKinds[kind],
        ...(from === undefined ? {} : { from }),
      };
  }
}

function* inCooperation({ partners: { mandate }, handovers }: FoldedFacts): Generator<Held> {
  const takenBy = new Map(handovers.map((one) => [`${one.to} ${one.on}`, one]));
  const givenBy = new Map(handovers.map((one) => [`${one.from} ${one.on}`, one]));
  for (const { employer, holder, area, themes, from, to } of termsOf(mandate)) {
    const taken = takenBy.get(`${holder} ${from}`);
    const given = givenBy.get(`${holder} ${to}`);
    yield {
      organisation: employer,
      role: 'cooperation-officer',
      where: { kind: 'cooperation', title: area ?? 'Toute la convention' },
      person: holder,
      from,
      ...(themes === undefined ? {} : { themes }),
      ...(to === undefined ? {} : { until: addDays(to, -1) }),
      ...(taken === undefined ? {} : { after: taken.from }),
      ...(given === undefined ? {} : { before: given.to }),
    };
  }
}

function* inAction(action: ActionWithProgress): Generator<Held> {
  const { actionId, title, number, themes, operations, roles, means, actualMeans } = action;
  const titles = new Map(operations.map((one) => [one.operationId, one.title]));
  const whole: Where = {
    kind: 'action',
    id: actionId,
    title: number === undefined ? title : `${number} ${title}`,
  };
  const place = (operationId: string | undefined): Where =>
    operationId === undefined
      ? whole
      : {
          kind: 'operation',
          id: operationId,
          title: `${number ?? title} : ${titles.get(operationId) ?? '?'}`,
        };
  const givenTo = new Map<string, ActionRole[]>();
  for (const ended of roles) {
    if (ended.successor === undefined) continue;
    const key = handoverKey(ended.role, ended.operationId, ended.successor);
    givenTo.set(key, [...(givenTo.get(key) ?? []), ended]);
  }
  for (const held of roles) {
    const { organisation, role, operationId, subject, from, endedOn, successor } = held;
    const before = givenTo
      .get(handoverKey(role, operationId, organisation))
      ?.find((one) => isBefore(one, held));
    yield {
      organisation,
      role,
      where: place(operationId),
      themes,
      from,
      ...(subject === undefined ? {} : { person: subject }),
      ...(endedOn === undefined ? {} : { until: endedOn }),
      ...(before === undefined ? {} : { after: before.organisation }),
      ...(successor === undefined ? {} : { before: successor }),
    };
  }
  // Who brings money without a role of funder pays all the same, in the years that it does.
  const funders = new Set(
    roles.filter(({ role }) => role === 'funder').map(({ organisation }) => organisation),
  );
  const told = new Set<string>();
  for (const { funder, year } of [...means, ...actualMeans]) {
    if (funder === undefined || funders.has(funder) || told.has(`${funder} ${year}`)) continue;
    told.add(`${funder} ${year}`);
    yield {
      organisation: funder,
      role: 'funder',
      where: whole,
      themes,
      from: `${year}-01-01`,
      until: `${year}-12-31`,
      capacity: 'apporte des moyens',
    };
  }
}

/** By which a role that was handed over is found again where it went. */
const handoverKey = (role: ActionRole['role'], operationId: string | undefined, to: string): string =>
  `${role} ${operationId ?? ''} ${to}`;

const isBefore = ({ endedOn }: ActionRole, held: ActionRole): boolean =>
  endedOn !== undefined && endedOn <= held.from;

function* inEvaluation({ evaluation: { protocols }, beganOn }: FoldedFacts): Generator<Held> {
  for (const { protocolId: id, title, evaluators } of Object.values(protocols)) {
    const from = beganOn.get(id);
    for (const organisation of evaluators)
      yield {
        organisation,
        role: 'evaluator',
        where: { kind: 'evaluation', id, title },
        ...(from === undefined ? {} : { from }),
      };
  }
}
