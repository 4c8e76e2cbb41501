import { inEffectOn, type Life, lifeOf, perimeterOn, perimetersOf } from '../amendment/amended.js';
import type { ConventionFacts, Theme } from '../convention/facts.js';
import { type AmendmentOn, amendmentsOn } from './amendments-on.js';
import { type SignatoryOn, signatoriesOn } from './signatories-on.js';
import { type Situation, situationIn } from './situation-on.js';

/** Everything of a convention as it holds on a day, as far as is known. */
export interface ConventionOn {
  readonly on: string;
  readonly situation: Situation;
  readonly conventionId: string;
  readonly caf: string;
  readonly title: string;
  readonly openedOn: string;
  /** Whether all have signed by the day, or the day is covered by what they signed later; see `completedOn`. */
  readonly effectOn: string;
  /** The term, as the amendments in effect that day have it. */
  readonly endsOn: string;
  /** Day of the last required signature, also where that is after the day. */
  readonly completedOn?: string;
  readonly territory?: ConventionFacts['perimeters'][number]['territory'] & { readonly version: number };
  readonly themes: readonly Theme[];
  readonly scoping?: ConventionFacts['scoping'];
  readonly document?: ConventionFacts['document'];
  readonly signatories: readonly SignatoryOn[];
  readonly partners: readonly string[];
  readonly amendments: readonly AmendmentOn[];
  readonly ending?: ConventionFacts['ending'];
  readonly previousConventionId?: string;
  readonly renewedBy?: string;
}

/** The convention on a day; undefined on a day on which there is none (see `situationOn`). */
export function conventionOn(facts: ConventionFacts, day: string): ConventionOn | undefined {
  const life = lifeOf(facts);
  const situation = situationIn(facts, life, day);
  if (situation.status === 'not-open') return undefined;
  const inEffect = inEffectOn(life, day);
  const span = perimeterOn(perimetersOf(facts, life), day);
  const happened = <Fact extends object>(fact: Fact | undefined, on: string | undefined): fact is Fact =>
    fact !== undefined && on !== undefined && (on <= day || situation.covered);
  const { scoping, document, ending, previousConventionId, renewal } = facts;
  return {
    on: day,
    situation,
    conventionId: facts.conventionId,
    caf: facts.caf,
    title: facts.title,
    openedOn: facts.openedOn,
    effectOn: facts.effectOn,
    endsOn: inEffect.reduce((term, { changes }) => changes.newEndsOn ?? term, facts.endsOn),
    ...completionOf(life),
    ...(span === undefined ? {} : { territory: { ...span.territory, version: span.version } }),
    themes: [
      ...facts.themes
        .filter(({ addedOn }) => addedOn <= day || situation.covered)
        .map(({ addedOn: _on, ...theme }) => theme),
      ...inEffect.flatMap(({ changes }) => changes.addedThemes),
    ],
    ...(happened(scoping, scoping?.scopedOn) ? { scoping } : {}),
    ...(happened(document, document?.filedOn) ? { document } : {}),
    signatories: signatoriesOn(facts, life, day, situation.covered),
    partners: facts.partners
      .filter(({ associatedOn, until }) => associatedOn <= day && (until === undefined || day < until))
      .map(({ organisation }) => organisation),
    amendments: amendmentsOn(life, day),
    ...(ending !== undefined && (ending.decidedOn <= day || ending.endedOn < day) ? { ending } : {}),
    ...(previousConventionId === undefined ? {} : { previousConventionId }),
    ...(renewal !== undefined && renewal.renewedOn <= day ? { renewedBy: renewal.newConventionId } : {}),
  };
}

const completionOf = ({ completedOn }: Life) => (completedOn === undefined ? {} : { completedOn });
