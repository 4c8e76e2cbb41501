import type { AnyCommand } from '../define-command.js';

/** The command that records a kind of fact, where its body tells the fact in other words than the event does. */
export interface RecordedBy {
  readonly command: AnyCommand;
  /** The command's body, from the event's data. */
  // biome-ignore lint/suspicious/noExplicitAny: data of every event
  body(data: any): Readonly<Record<string, unknown>>;
}

/**
 * The command that records a fact, by the type of its event. What it refuses is not corrected to either, what it warns of
 * is said of a correction too. Its body is read from the event's fields of the same names, and from the day of the fact.
 */
export type RecordingCommands = Readonly<Record<string, AnyCommand | RecordedBy>>;

/** The command, and how its body is read from the event's data. */
export const recordingOf = (
  recordedBy: RecordingCommands | undefined,
  type: string,
): RecordedBy | undefined => {
  const found = recordedBy?.[type];
  return found === undefined || 'command' in found ? found : { command: found, body: (data) => data };
};
