import { addDays, compareDays } from '@ctg/calendar';
import type { Amendment, AmendmentChanges, ConventionFacts, Territory, Theme } from '../convention/facts.js';
import type { Leavings } from '../signing/leaving.js';
import { signedByAllOn } from '../signing/signed-by-all-signatories.js';
import type { Signatory } from '../signing/signing-process.js';
import { LeavingsBook } from './leavings-book.js';

/** What became of an amendment, whatever the day. */
export interface AmendmentLife {
  readonly amendment: Amendment;
  /** Day on which all who were required had signed it. */
  readonly completedOn?: string;
  /**
   * It changes the convention from its written effect date on. One that was signed by all after the term (or takes effect
   * after it) changes nothing: what has ended is not revived, only renewed.
   */
  readonly counts: boolean;
}

/** What the facts amount to, whatever the day. */
export interface Life {
  /** Day on which all who were required had signed the convention itself. */
  readonly completedOn?: string;
  /** The last day, prolonged by the amendments that count, or the day on which it ended before. */
  readonly lastDay: string;
  /** In the order in which they were proposed. */
  readonly amendments: readonly AmendmentLife[];
  /** Who leaves, by notice or by an amendment that counts, and who joins again. */
  readonly leavings: Leavings;
}

interface Completed {
  readonly amendment: Amendment;
  readonly completedOn: string;
}

/**
 * Follows the signatures of a convention and of its amendments to the end of its period, in the order in which the
 * amendments were completed: one that removes a signatory may complete another that waited for it.
 */
export function lifeOf(facts: ConventionFacts): Life {
  const leavings = new LeavingsBook(facts.departures);
  const completedOn = signedByAllOn(facts.signing, leavings.all);
  const all = Object.values(facts.amendments);
  const outcomes = new Map<Amendment, { completedOn: string; counts: boolean }>();
  let term = facts.endsOn;
  const endOf = (lastOfTerm: string) =>
    facts.ending && facts.ending.endedOn < lastOfTerm ? facts.ending.endedOn : lastOfTerm;
  const open = () => completedIn(all, outcomes, leavings);
  for (let waiting = open(), one = waiting.shift(); one; one = waiting.shift()) {
    const { amendment, completedOn: signedOn } = one;
    const end = endOf(term);
    const counts = completedOn !== undefined && signedOn <= end && amendment.effectOn <= addDays(end, 1);
    outcomes.set(amendment, { completedOn: signedOn, counts });
    if (!counts) continue;
    term = amendment.changes.newEndsOn ?? term;
    if (leavings.follow(amendment, signedOn)) waiting = open();
  }
  return {
    ...(completedOn === undefined ? {} : { completedOn }),
    lastDay: endOf(term),
    amendments: all.map((amendment) => ({ amendment, counts: false, ...outcomes.get(amendment) })),
    leavings: leavings.all,
  };
}

/** The amendments that are completed as far as these leavings go, the first one first, without those that were followed. */
const completedIn = (
  all: readonly Amendment[],
  followed: ReadonlyMap<Amendment, unknown>,
  leavings: LeavingsBook,
): Completed[] =>
  all
    .filter((amendment) => !amendment.abandoned && !followed.has(amendment))
    .map((amendment) => ({
      amendment,
      completedOn: signedByAllOn(amendment.signing, leavings.concerning(amendment)),
    }))
    .filter((one): one is Completed => one.completedOn !== undefined)
    .sort((one, other) => compareDays(one.completedOn, other.completedOn));

/** The amendments whose written effect is reached on a day, in the order of their effect. */
export const inEffectOn = ({ amendments }: Life, day: string): readonly Amendment[] =>
  amendments
    .filter(({ amendment, counts }) => counts && amendment.effectOn <= day)
    .map(({ amendment }) => amendment)
    .sort((one, other) => compareDays(one.effectOn, other.effectOn));

/** A perimeter from a day on. */
export interface PerimeterSpan {
  readonly from: string;
  /** The last day of it; absent: until the end. */
  readonly until?: string;
  readonly version: number;
  readonly territory: Territory;
}

const changesPerimeter = ({ changes }: Amendment) =>
  changes.addedCommunes.length > 0 || changes.removedCommunes.length > 0 || changes.cogVintage !== undefined;

/**
 * The perimeter, day by day: as it was drawn while the convention was prepared; then the one that was signed, from the
 * effect date on (or from the signature, whichever is first), as each amendment changes it. A vintage that an amendment
 * names is that of all communes from then on.
 */
export function perimetersOf(facts: ConventionFacts, life: Life = lifeOf(facts)): readonly PerimeterSpan[] {
  const signed = facts.perimeters.at(-1);
  const { completedOn } = life;
  const spans: PerimeterSpan[] = [...facts.perimeters].sort((one, other) =>
    compareDays(one.from, other.from),
  );
  if (signed && completedOn !== undefined) {
    const from = completedOn < facts.effectOn ? completedOn : facts.effectOn;
    const drawn = spans.filter((span) => span.from < from);
    spans.splice(0, spans.length, ...drawn, { ...signed, from });
    let { territory, version } = signed;
    for (const amendment of inEffectOn(life, '9999-12-31').filter(changesPerimeter)) {
      territory = amendedTerritory(territory, amendment.changes);
      version += 1;
      spans.push({ from: amendment.effectOn, version, territory });
    }
  }
  return spans
    .map((span, index) => {
      const next = spans[index + 1];
      return next ? { ...span, until: addDays(next.from, -1) } : span;
    })
    .filter(({ from, until }) => until === undefined || until >= from);
}

/** A territory as changes leave it. */
export function amendedTerritory(territory: Territory, changes: AmendmentChanges): Territory {
  const removed = new Set(changes.removedCommunes);
  return {
    ...territory,
    communes: [...territory.communes.filter((code) => !removed.has(code)), ...changes.addedCommunes],
    cogVintage: changes.cogVintage ?? territory.cogVintage,
  };
}

/** The perimeter of a day; undefined before there was one. */
export const perimeterOn = (spans: readonly PerimeterSpan[], day: string): PerimeterSpan | undefined =>
  spans.find(({ from, until }) => from <= day && (until === undefined || day <= until));

/**
 * Those who are to sign what is proposed now: the signatories whose leaving is not settled, those that joined by an
 * amendment included.
 */
export function presentSignatories(facts: ConventionFacts): readonly Signatory[] {
  const { amendments, leavings } = lifeOf(facts);
  const joined = amendments.flatMap(({ amendment, counts }) =>
    counts ? amendment.changes.addedSignatories : [],
  );
  const known = new Map(
    [...Object.values(facts.signing.progress).map(({ signatory }) => signatory), ...joined].map(
      (signatory) => [signatory.organisation, signatory],
    ),
  );
  return [...known.values()].filter(
    ({ organisation }) => !leavings.get(organisation)?.some(({ back }) => back === undefined),
  );
}

/** The perimeter, the themes and the term as the newest amendments have them, for those who propose the next. */
export function asAmended(facts: ConventionFacts): {
  readonly territory: Territory;
  readonly version: number;
  readonly themes: readonly Theme[];
  readonly endsOn: string;
} {
  const life = lifeOf(facts);
  const last = perimetersOf(facts, life).at(-1);
  if (!last) throw new Error('A convention has a perimeter from its opening on.');
  const counting = life.amendments.filter(({ counts }) => counts).map(({ amendment }) => amendment);
  return {
    territory: last.territory,
    version: last.version,
    themes: [...facts.themes, ...counting.flatMap(({ changes }) => changes.addedThemes)],
    endsOn: counting.reduce((term, { changes }) => changes.newEndsOn ?? term, facts.endsOn),
  };
}
