import type { ConventionFrame, DecideInput } from '@ctg/decider';
import { geographyOfYear } from '@ctg/geography';

interface Situated {
  readonly commune: string;
  readonly cogVintage: number;
  /** The day for which it is said. */
  readonly on: string;
}

/** An equipment that stands outside the convention's perimeter of that day is seldom meant. */
export function warnOutsidePerimeter(
  place: Situated,
  frame: ConventionFrame | undefined,
  warn: DecideInput<unknown, unknown>['warn'],
): void {
  if (!frame || isInPerimeter(place, frame)) return;
  const name = geographyOfYear(place.cogVintage)?.commune(place.commune)?.name ?? '';
  warn(
    'outside-perimeter',
    `${name} (${place.commune}) n’est pas une commune du périmètre de la convention.`,
  );
}

/** A commune that has merged is the one that it has become, whichever of the two vintages is the older. */
function isInPerimeter({ commune, cogVintage, on }: Situated, frame: ConventionFrame): boolean {
  const leaves = frame.left[commune];
  if (frame.communes.includes(commune) || (leaves !== undefined && on < leaves)) return true;
  if (cogVintage === frame.cogVintage) return false;
  const official = geographyOfYear(cogVintage);
  if (frame.communes.some((code) => official?.successor(code)?.code === commune)) return true;
  const now = geographyOfYear(frame.cogVintage)?.successor(commune)?.code;
  return now !== undefined && frame.communes.includes(now);
}
