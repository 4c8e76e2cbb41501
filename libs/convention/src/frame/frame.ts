import {
  AmendmentTookEffect,
  ConventionLapsed,
  ConventionOpened,
  ConventionRenewed,
  ConventionRevised,
  ConventionTerminated,
  PerimeterChanged,
  ThemeAdded,
} from '@ctg/contracts/partners';
import { type ConventionFrame, foldOf } from '@ctg/decider';
import { asAmended, inEffectOn, lifeOf } from '../amendment/amended.js';
import type { ConventionFacts, Territory } from '../convention/facts.js';

const drawn = ({ cogVintage, communes }: Territory) => ({ cogVintage, communes, left: {} });

const ended = (frame: ConventionFrame | undefined, { endedOn }: { readonly endedOn: string }) =>
  frame && endedOn < frame.lastDay ? { ...frame, lastDay: endedOn } : frame;

/** What other services learn of a convention, from what it announces: the same as `frameOf` says to the service that owns it. */
export const conventionFrame = foldOf<ConventionFrame | undefined>()(
  [
    ConventionOpened,
    ConventionRenewed,
    ConventionRevised,
    PerimeterChanged,
    ThemeAdded,
    AmendmentTookEffect,
    ConventionTerminated,
    ConventionLapsed,
  ],
  {
    [ConventionOpened.type]: (_none, { effectOn, endsOn, themes, territory, previousConventionId }) => ({
      effectOn,
      lastDay: endsOn,
      themes: themes.map(({ code }) => code),
      ...drawn(territory),
      ...(previousConventionId === undefined ? {} : { renews: previousConventionId }),
    }),
    [ConventionRenewed.type]: (frame, { newConventionId }) =>
      frame && { ...frame, renewedBy: newConventionId },
    [ConventionRevised.type]: (frame, { effectOn, endsOn, removedThemes }) =>
      frame && {
        ...frame,
        effectOn,
        lastDay: endsOn,
        themes: frame.themes.filter((code) => !removedThemes.includes(code)),
      },
    [PerimeterChanged.type]: (frame, { territory }) => frame && { ...frame, ...drawn(territory) },
    [ThemeAdded.type]: (frame, { theme }) => frame && { ...frame, themes: [...frame.themes, theme.code] },
    [AmendmentTookEffect.type]: (frame, { effectOn, changes }) =>
      frame && {
        ...frame,
        lastDay: changes.newEndsOn ?? frame.lastDay,
        themes: [...frame.themes, ...changes.addedThemes.map(({ code }) => code)],
        cogVintage: changes.cogVintage ?? frame.cogVintage,
        communes: [
          ...frame.communes.filter((code) => !changes.removedCommunes.includes(code)),
          ...changes.addedCommunes,
        ],
        left: leftBy(frame.left, changes, effectOn),
      },
    [ConventionTerminated.type]: ended,
    [ConventionLapsed.type]: ended,
  },
);

/** The same of facts that are all there. */
export function frameOf(facts: ConventionFacts): ConventionFrame {
  const life = lifeOf(facts);
  const { territory, themes } = asAmended(facts);
  return {
    effectOn: facts.effectOn,
    lastDay: life.lastDay,
    themes: themes.map(({ code }) => code),
    cogVintage: territory.cogVintage,
    communes: territory.communes,
    left: inEffectOn(life, '9999-12-31').reduce(
      (left, { changes, effectOn }) => leftBy(left, changes, effectOn),
      {},
    ),
    ...(facts.previousConventionId === undefined ? {} : { renews: facts.previousConventionId }),
    ...(facts.renewal === undefined ? {} : { renewedBy: facts.renewal.newConventionId }),
  };
}

function leftBy(
  left: ConventionFrame['left'],
  changes: { readonly addedCommunes: readonly string[]; readonly removedCommunes: readonly string[] },
  effectOn: string,
): ConventionFrame['left'] {
  const others = Object.entries(left).filter(([code]) => !changes.addedCommunes.includes(code));
  return Object.fromEntries([...others, ...changes.removedCommunes.map((code) => [code, effectOn] as const)]);
}
