/** How the command ends: 0 done, 1 failed, 2 misused, 3 the server cannot be reached, 4 the server does not let in. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unreachable: 3, refusedEntry: 4 } as const;

/** Something to tell the person in one sentence; ends the command. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  constructor(
    readonly exitCode: number,
    sentence: string,
    /** For `--json`: the same, for a program. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence);
  }
}

export const usageFailure = (sentence: string) => new CliFailure(exitCodes.usage, sentence);
export const failed = (sentence: string, details?: Readonly<Record<string, unknown>>) =>
  new CliFailure(exitCodes.failed, sentence, details);
