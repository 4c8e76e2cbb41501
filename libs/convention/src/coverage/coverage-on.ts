import { daysBetween, frenchDay } from '@ctg/calendar';
import { inEffectOn, type Life, perimeterOn } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import { conventionOn } from '../situation/convention-on.js';
import { isPartyOn } from '../situation/signatories-on.js';
import { type Situation, situationIn } from '../situation/situation-on.js';
import { type Followed, type SpellsOfCommune, spellsByCommune } from './spells.js';
import { type CoverageStatus, coverageStatuses } from './statuses.js';

/** A commune whose coverage is asked for. */
export interface PlacedCommune {
  readonly code: string;
  /** By which it is known among the signatories. */
  readonly siren?: string | undefined;
}

/** What the conventions are to one commune on a day. */
export interface CommuneCoverage {
  readonly commune: string;
  readonly status: Exclude<CoverageStatus, 'partly-covered'>;
  /** The conventions that cover it that day: one, none, or several that overlap. */
  readonly coveredBy: readonly string[];
  /** It is a signatory of one of them, and had signed by the day. */
  readonly signed: boolean;
  /** The last day on which it was covered, where that is past. */
  readonly lapsedOn?: string;
  /** The next day on which it will be, by what all have signed. */
  readonly coveredAgainOn?: string;
}

/** What the conventions are to a place on a day, as far as is known. */
export interface Coverage {
  readonly status: CoverageStatus;
  readonly label: string;
  readonly sentence: string;
  readonly lapsedOn?: string;
  readonly lapsedForDays?: number;
  readonly coveredAgainOn?: string;
  readonly communes: readonly CommuneCoverage[];
}

/** A convention that covers a day. */
interface Covering {
  readonly facts: ConventionFacts;
  readonly situation: Situation;
  readonly inside: ReadonlySet<string>;
  /** The parties of the day that had signed what covers it by then. */
  readonly signed: ReadonlySet<string>;
  /** The communes that an amendment brought in from before the day, and that all signed only after it. */
  readonly joinsLater: ReadonlySet<string>;
}

/**
 * Which conventions cover a place on a day: each commune by `situationOn` and the perimeter of that day, the place by its
 * communes.
 *
 * @param conventions everything that is known of those that ever had one of the communes
 * @param spells of the communes, by those conventions
 */
export function coverageOn(
  conventions: readonly Followed[],
  communes: readonly PlacedCommune[],
  day: string,
  spells: ReadonlyMap<string, SpellsOfCommune> = spellsByCommune(
    conventions,
    communes.map(({ code }) => code),
  ),
): Coverage {
  const covering = conventions.flatMap((one) => coveringOn(one, day) ?? []);
  const each = communes.map(({ code, siren }): CommuneCoverage => {
    const by = covering.filter(({ inside }) => inside.has(code));
    const [one] = by;
    if (one) {
      return {
        commune: code,
        status: by.length > 1 ? 'overlapping' : coveredStatus(one, code),
        coveredBy: by.map(({ facts }) => facts.conventionId),
        signed: by.some(({ signed }) => siren !== undefined && signed.has(siren)),
      };
    }
    const all = (spells.get(code) ?? []).flatMap((of) => of.spells);
    const lapsedOn = latest(all.map(({ until }) => until).filter((until) => until < day));
    const coveredAgainOn = earliest(all.map(({ from }) => from).filter((from) => from > day));
    return {
      commune: code,
      status: lapsedOn === undefined ? 'not-covered' : 'lapsed',
      coveredBy: [],
      signed: false,
      ...(lapsedOn === undefined ? {} : { lapsedOn }),
      ...(coveredAgainOn === undefined ? {} : { coveredAgainOn }),
    };
  });
  return { ...together(each, covering, day), communes: each };
}

function coveringOn({ facts, life, spans }: Followed, day: string): Covering | undefined {
  const situation = situationIn(facts, life, day);
  if (!situation.covered) return undefined;
  const signed = (conventionOn(facts, day)?.signatories ?? []).filter(
    (one) => one.signed && isPartyOn(one, day),
  );
  return {
    facts,
    situation,
    inside: new Set(perimeterOn(spans, day)?.territory.communes),
    signed: new Set(signed.map(({ signatory }) => signatory.organisation)),
    joinsLater: joiningLater(life, day),
  };
}

function joiningLater(life: Life, day: string): ReadonlySet<string> {
  const signedLater = new Set(
    life.amendments.flatMap(({ amendment, completedOn }) =>
      completedOn !== undefined && completedOn > day ? [amendment] : [],
    ),
  );
  const later = inEffectOn(life, day).filter((amendment) => signedLater.has(amendment));
  return new Set(later.flatMap(({ changes }) => changes.addedCommunes));
}

function together(
  each: readonly CommuneCoverage[],
  covering: readonly Covering[],
  day: string,
): Omit<Coverage, 'communes'> {
  const covered = each.filter(({ coveredBy }) => coveredBy.length > 0);
  const status = statusOf(each, covered.length);
  const named = new Set(covered.flatMap(({ coveredBy }) => coveredBy));
  const titles = covering
    .filter(({ facts }) => named.has(facts.conventionId))
    .map(({ facts, situation }) => `« ${facts.title} » (${situation.label})`);
  const lapsedOn = covered.length > 0 ? undefined : latest(each.flatMap((one) => one.lapsedOn ?? []));
  const coveredAgainOn =
    covered.length > 0 ? undefined : earliest(each.flatMap((one) => one.coveredAgainOn ?? []));
  const lapsedForDays = lapsedOn === undefined ? undefined : daysBetween(lapsedOn, day);
  return {
    status,
    label: coverageStatuses[status],
    sentence: sentenceOf({ status, titles, lapsedOn, lapsedForDays, coveredAgainOn, each, covered, day }),
    ...(lapsedOn === undefined ? {} : { lapsedOn }),
    ...(lapsedForDays === undefined ? {} : { lapsedForDays }),
    ...(coveredAgainOn === undefined ? {} : { coveredAgainOn }),
  };
}

function statusOf(each: readonly CommuneCoverage[], covered: number): CoverageStatus {
  if (covered === 0) return each.some(({ status }) => status === 'lapsed') ? 'lapsed' : 'not-covered';
  if (covered < each.length) return 'partly-covered';
  const has = (wanted: CoverageStatus) => each.some(({ status }) => status === wanted);
  if (has('overlapping')) return 'overlapping';
  return has('covered-retroactively') ? 'covered-retroactively' : 'in-force';
}

/** What a sentence says of a day. */
interface CoverageFound {
  readonly status: CoverageStatus;
  readonly titles: readonly string[];
  readonly lapsedOn: string | undefined;
  readonly lapsedForDays: number | undefined;
  readonly coveredAgainOn: string | undefined;
  readonly each: readonly CommuneCoverage[];
  readonly covered: readonly CommuneCoverage[];
  readonly day: string;
}

function sentenceOf({
  status,
  titles,
  lapsedOn,
  lapsedForDays,
  coveredAgainOn,
  each,
  covered,
  day,
}: CoverageFound) {
  const on = `Le ${frenchDay(day)}`;
  const again = coveredAgainOn === undefined ? '' : ` ; de nouveau à partir du ${frenchDay(coveredAgainOn)}`;
  if (lapsedOn !== undefined && lapsedForDays !== undefined) {
    const days = lapsedForDays > 1 ? `${lapsedForDays} jours` : '1 jour';
    return `${on}, plus couvert depuis le ${frenchDay(lapsedOn)}, il y a ${days}${again}.`;
  }
  if (covered.length === 0) {
    return coveredAgainOn === undefined
      ? `${on}, aucune convention signée par tous ne couvre ce lieu.`
      : `${on}, pas encore couvert ; à partir du ${frenchDay(coveredAgainOn)}.`;
  }
  const how = `${on}, ${coverageStatuses[status]}`;
  const part =
    each.length === 1
      ? ''
      : ` (${covered.length} commune${covered.length > 1 ? 's' : ''} sur ${each.length})`;
  return `${how}${part} : ${titles.join(', ')}.`;
}

const coveredStatus = ({ situation: { status }, joinsLater }: Covering, commune: string) =>
  status === 'in-force' && !joinsLater.has(commune) ? 'in-force' : 'covered-retroactively';

const latest = (days: readonly string[]): string | undefined => [...days].sort().at(-1);
const earliest = (days: readonly string[]): string | undefined => [...days].sort()[0];
