import { lifeOf } from '../amendment/amended.js';
import type { ConventionFacts } from '../convention/facts.js';
import type { Plan } from './plan.js';

/** A version of a plan as it stands on a day. */
export interface VersionOn {
  readonly version: number;
  readonly adoptedOn: string;
  /** The amendment that brings it. */
  readonly amendmentId?: string | undefined;
  /** From when it holds: its adoption, or the written effect of its amendment once all have signed that. */
  readonly effectOn?: string;
  readonly inEffect: boolean;
}

/**
 * The versions that had been adopted by a day, and those that an amendment signed later brings for it. A version that an
 * amendment brings takes effect with it, not before.
 */
export function versionsOn(
  plan: Pick<Plan, 'versions'> | undefined,
  convention: ConventionFacts | undefined,
  day: string,
): readonly VersionOn[] {
  const effects = new Map(
    (convention ? lifeOf(convention).amendments : []).flatMap(({ amendment, counts }) =>
      counts ? [[amendment.amendmentId, amendment.effectOn] as const] : [],
    ),
  );
  return (plan?.versions ?? []).map(({ version, adoptedOn, amendmentId }) => {
    const effectOn = amendmentId === undefined ? adoptedOn : effects.get(amendmentId);
    return {
      version,
      adoptedOn,
      ...(amendmentId === undefined ? {} : { amendmentId }),
      ...(effectOn === undefined ? {} : { effectOn }),
      inEffect: effectOn !== undefined && effectOn <= day,
    };
  });
}
