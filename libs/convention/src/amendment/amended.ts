import { addDays, compareDays } from '@ctg/calendar';
import type { Amendment, AmendmentChanges, ConventionFacts, Territory, Theme } from '../convention/facts.js';
import { signedByAllOn } from '../signing/signed-by-all-signatories.js';
import type { Signatory } from '../signing/signing-process.js';

/** What became of an amendment, whatever the day. */
export interface AmendmentLife {
  readonly amendment: Amendment;
  /** Day of the last required signature. */
  readonly completedOn?: string;
  /**
   * It changes the convention from its written effect date on. One that was signed by all after the term (or takes effect
   * after it) changes nothing: what has ended is not revived, only renewed.
   */
  readonly counts: boolean;
}

/** What the facts amount to, whatever the day. */
export interface Life {
  /** Day of the last required signature of the convention itself. */
  readonly completedOn?: string;
  /** The last day, prolonged by the amendments that count, or the day on which it ended before. */
  readonly lastDay: string;
  /** In the order in which they were proposed. */
  readonly amendments: readonly AmendmentLife[];
}

/** Follows the signatures of a convention and of its amendments to the end of its period. */
export function lifeOf(facts: ConventionFacts): Life {
  const completedOn = signedByAllOn(facts.signing);
  const amendments = Object.values(facts.amendments).map((amendment) => ({
    amendment,
    completedOn: amendment.abandoned ? undefined : signedByAllOn(amendment.signing),
  }));
  let term = facts.endsOn;
  const counting = new Set<Amendment>();
  const signed = amendments
    .filter((one): one is { amendment: Amendment; completedOn: string } => one.completedOn !== undefined)
    .sort((one, other) => compareDays(one.completedOn, other.completedOn));
  const endOf = (lastOfTerm: string) =>
    facts.ending && facts.ending.endedOn < lastOfTerm ? facts.ending.endedOn : lastOfTerm;
  for (const { amendment, completedOn: signedOn } of signed) {
    const end = endOf(term);
    if (completedOn === undefined || signedOn > end || amendment.effectOn > addDays(end, 1)) continue;
    counting.add(amendment);
    term = amendment.changes.newEndsOn ?? term;
  }
  return {
    ...(completedOn === undefined ? {} : { completedOn }),
    lastDay: endOf(term),
    amendments: amendments.map(({ amendment, completedOn: signedOn }) => ({
      amendment,
      ...(signedOn === undefined ? {} : { completedOn: signedOn }),
      counts: counting.has(amendment),
    })),
  };
}

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

/** Those who are to sign what is proposed now: signatories that have not left, those that joined by an amendment included. */
export function presentSignatories(facts: ConventionFacts): readonly Signatory[] {
  const present = new Map(
    Object.values(facts.signing.progress).map(({ signatory }) => [signatory.organisation, signatory]),
  );
  for (const { amendment, counts } of lifeOf(facts).amendments) {
    if (!counts) continue;
    for (const organisation of amendment.changes.removedSignatories) present.delete(organisation);
    for (const signatory of amendment.changes.addedSignatories)
      present.set(signatory.organisation, signatory);
  }
  for (const organisation of Object.keys(facts.departures)) present.delete(organisation);
  return [...present.values()];
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
