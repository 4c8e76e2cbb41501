import { z } from 'zod';
import type { AnyCommand } from '../define-command.js';

/** The fields of a correction, as the command reads them that records the fact; and what it would refuse of them. */
export interface ReadFields {
  readonly data: Readonly<Record<string, unknown>>;
  /** One sentence each: the field, and what is wrong with its value. */
  readonly faults: readonly string[];
}

/**
 * A fact is corrected to no value that the command would not have taken: its body is stricter than the schema of the event,
 * which reads what older versions recorded too. Lists and groups are held to the event's schema alone: they are told
 * differently in a command (a need's evidence: ids there, what they are of here).
 * @param command the command that records this kind of fact; undefined: it has none of its own
 */
export function asRecordedBy(
  command: AnyCommand | undefined,
  sent: Readonly<Record<string, unknown>>,
): ReadFields {
  const shape = command?.body instanceof z.ZodObject ? (command.body.shape as Record<string, z.ZodType>) : {};
  const faults: string[] = [];
  const data = Object.entries(sent).map(([field, value]) => {
    const schema = value === null || typeof value === 'object' ? undefined : shape[field];
    const read = schema?.safeParse(value);
    if (!read) return [field, value];
    if (read.success) return [field, read.data];
    faults.push(...read.error.issues.map(({ message }) => `${field} : ${message}`));
    return [field, value];
  });
  return { data: Object.fromEntries(data), faults };
}
