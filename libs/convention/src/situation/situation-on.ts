import { daysBetween, frenchDay } from '@ctg/calendar';
import { type Life, lifeOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import { hasBegun } from '../signing/signed-by-all-signatories.js';
import { type ConventionStatus, conventionStatuses } from './statuses.js';

/**
 * What a convention is on a day. Three notions, never mixed: the period that is written in it (effect date to term), the
 * day on which it was completed (the last required signature), and what was known (the facts that were folded).
 */
export interface Situation {
  readonly status: ConventionStatus;
  /** In the users' words: « couverte rétroactivement ». */
  readonly label: string;
  /** One French sentence with the days that make it so. */
  readonly sentence: string;
  /** True when the day is inside the period of a convention that all have signed, on whichever day they did. */
  readonly covered: boolean;
  /** Day of the last required signature, also where that is after the day. */
  readonly completedOn?: string;
  /** The last day of the period, amendments and an early end included. */
  readonly endsOn?: string;
  /** How many days ago the period ended, where it has. */
  readonly lapsedForDays?: number;
}

/**
 * The one place that says what "in force" means.
 *
 * @param facts everything that was recorded by the moment that is asked for; undefined: nothing was
 * @param day `YYYY-MM-DD`
 */
export function situationOn(facts: ConventionFacts | undefined, day: string): Situation {
  return facts
    ? situationIn(facts, lifeOf(facts), day)
    : said('not-open', 'La convention n’est pas encore connue.');
}

/** The same, where what became of it is known already. */
export function situationIn(facts: ConventionFacts, life: Life, day: string): Situation {
  const { completedOn } = life;
  return completedOn === undefined
    ? { ...unsigned(facts, life, day), endsOn: life.lastDay }
    : { ...signed(facts, life, completedOn, day), completedOn, endsOn: life.lastDay };
}

function signed(facts: ConventionFacts, life: Life, completedOn: string, day: string): Situation {
  const { lastDay } = life;
  const period = `du ${frenchDay(facts.effectOn)} au ${frenchDay(lastDay)}`;
  if (day < facts.effectOn) {
    if (day < completedOn) return beforeSignature(facts, day);
    return said(
      'signed-awaiting-effect',
      `Signée par tous le ${frenchDay(completedOn)}, elle prend effet le ${frenchDay(facts.effectOn)}.`,
    );
  }
  if (day <= lastDay) {
    return completedOn <= day
      ? said('in-force', `En vigueur ${period}, signée par tous le ${frenchDay(completedOn)}.`, {
          covered: true,
        })
      : said(
          'covered-retroactively',
          `Couverte rétroactivement (période ${period}), signée par tous le ${frenchDay(completedOn)}.`,
          { covered: true },
        );
  }
  const lapsedForDays = daysBetween(lastDay, day);
  const ended = { lapsedForDays };
  const since = `le ${frenchDay(lastDay)}, depuis ${lapsedForDays} ${lapsedForDays > 1 ? 'jours' : 'jour'}`;
  if (facts.ending?.how === 'terminated')
    return said('terminated', `Résiliée : elle a pris fin ${since}.`, ended);
  if (facts.ending) return said('lapsed', `Échue : elle a pris fin ${since}.`, ended);
  return facts.renewal === undefined || facts.renewal.renewedOn > day
    ? said('past-its-term', `Terme dépassé : elle a pris fin ${since}.`, ended)
    : said('renewed', `Renouvelée par une nouvelle convention : elle a pris fin ${since}.`, ended);
}

function unsigned(facts: ConventionFacts, { lastDay }: Life, day: string): Situation {
  if (day <= lastDay || day < facts.openedOn) return beforeSignature(facts, day);
  const ended = { lapsedForDays: daysBetween(lastDay, day) };
  if (facts.ending)
    return said(
      facts.ending.how,
      `Elle a pris fin le ${frenchDay(lastDay)} sans être signée par tous.`,
      ended,
    );
  return said(
    'never-signed',
    `Son terme, le ${frenchDay(lastDay)}, est passé sans que tous aient signé.`,
    ended,
  );
}

/** A convention does not exist before it was opened, whatever is signed later. */
function beforeSignature({ openedOn, signing }: ConventionFacts, day: string): Situation {
  if (day < openedOn) return said('not-open', `La convention a été ouverte le ${frenchDay(openedOn)}.`);
  return hasBegun(signing, day)
    ? said('in-signature', 'Des assemblées ont délibéré ou signé, tous n’ont pas encore signé.')
    : said('in-preparation', `Ouverte le ${frenchDay(openedOn)}, personne n’a encore délibéré ni signé.`);
}

const said = (
  status: ConventionStatus,
  sentence: string,
  more: { readonly covered?: boolean; readonly lapsedForDays?: number } = {},
): Situation => ({ status, label: conventionStatuses[status], sentence, covered: false, ...more });
