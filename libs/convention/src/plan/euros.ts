/** Money as far as it was told: nothing told is not 0. */
export interface Euros {
  /** The sum of what was told in figures; absent: no figure was told. */
  readonly told?: number;
  /** How many lines were told in words alone (« à définir »). */
  readonly untold: number;
}

interface Line {
  readonly kind: string;
  readonly amount?: number | undefined;
}

/** Adds up lines of means; staff time and premises are no money. */
export function eurosOf(lines: Iterable<Line>): Euros {
  let cents = 0;
  let figures = 0;
  let untold = 0;
  for (const { kind, amount } of lines) {
    if (kind !== 'money') continue;
    if (amount === undefined) untold++;
    else {
      figures++;
      cents += Math.round(amount * 100);
    }
  }
  return figures === 0 ? { untold } : { told: cents / 100, untold };
}
