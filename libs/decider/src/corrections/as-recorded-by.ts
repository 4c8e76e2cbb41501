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
  const shape = shapeOf(command);
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

/**
 * What is said of a field that the event does not have: the command that records it may take a day under that name, which the
 * event carries as the day of the fact, or as the one from which it holds.
 */
export function noSuchField(command: AnyCommand | undefined, field: string): string {
  const schema = shapeOf(command)[field];
  const said: Readonly<Record<string, unknown>> = schema
    ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    : {};
  if (said.format !== 'date') return `${field} : ce type d’enregistrement n’a pas ce champ`;
  return said['x-past'] === true
    ? `${field} : c’est le jour du fait, qui se corrige par occurredOn (ctg correct : --occurred-on)`
    : `${field} : c’est le jour depuis lequel il vaut, qui se corrige par effectiveOn (ctg correct : --effective-on)`;
}

function shapeOf(command: AnyCommand | undefined): Readonly<Record<string, z.ZodType>> {
  return command?.body instanceof z.ZodObject ? (command.body.shape as Record<string, z.ZodType>) : {};
}
