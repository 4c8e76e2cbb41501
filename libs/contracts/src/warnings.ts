/** Something improbable that was recorded all the same: it may be right, and somebody should look. */
export interface Warning {
  /** Short and stable, kebab-case. */
  readonly code: string;
  /** What is improbable, in one French sentence. */
  readonly sentence: string;
}

const between = ' | ';

/** As metadata carry warnings, and headers: one line of text. */
export const writtenWarnings = (warnings: readonly Warning[]): string =>
  warnings.map(({ code, sentence }) => `${code}: ${sentence}`).join(between);

/** The warnings that an event was recorded with. */
export const warningsIn = (written: string | undefined): readonly Warning[] =>
  (written ?? '')
    .split(between)
    .filter(Boolean)
    .map((one) => {
      const end = one.indexOf(': ');
      return { code: one.slice(0, end), sentence: one.slice(end + 2) };
    });
