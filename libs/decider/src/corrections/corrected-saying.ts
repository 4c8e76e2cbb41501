import { day } from '@ctg/calendar';
import { definitionOfType, newestData, type PublishedEvent, type Saying } from '@ctg/contracts';
import { type JsonObject, parseStreamName } from '@ctg/event-store';
import type { AnyCommand } from '../define-command.js';
import { invalid, refused } from '../rejection.js';
import { asRecordedBy, noSuchField } from './as-recorded-by.js';
import { isSameSaying } from './recorded-fact.js';

/** What is sent to correct a fact: only what changes. */
export interface Correction {
  /** Fields of the event's data by name; null takes one away. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredOn?: string | undefined;
  readonly effectiveOn?: string | undefined;
}

/**
 * What holds in place of what an event said.
 *
 * The day of the fact follows the field that says it (`deliberatedOn`, `signedOn`…), unless it is sent itself.
 * @param names fields that say which thing it is
 * @param command the command that records this kind of fact, whose values hold here too
 * @throws Rejection a field that the type does not have, or a value that its schema refuses; another thing than this stream's
 */
export function correctedSaying(
  event: PublishedEvent,
  before: Saying,
  sent: Correction,
  names: readonly string[] = [],
  command?: AnyCommand,
): Saying {
  const definition = definitionOfType(event.type);
  if (!definition) throw new Error(`${event.type} is not in the catalogue.`);
  assertSameThing(event, before, sent.data, names);
  const known = newestData(event.type, before.data as JsonObject, before.version);
  const told = asRecordedBy(command, sent.data);
  const merged = Object.fromEntries(
    Object.entries({ ...known, ...told.data }).filter(([, value]) => value !== null),
  );
  const read = definition.schema.safeParse(merged);
  const faults = [...told.faults];
  if (read.success)
    for (const field of swallowed(merged, read.data)) faults.push(noSuchField(command, field));
  else if (faults.length === 0)
    faults.push(...read.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`));
  if (faults.length > 0 || !read.success) {
    throw invalid({
      code: 'invalid-correction',
      title: 'Ce qui est envoyé ne peut pas valoir à la place de ce qui est enregistré.',
      expected: `les champs de « ${definition.title} » : ${Object.keys(before.data).join(', ')}`,
      found: faults.slice(0, 5).join(' ; '),
    });
  }
  const data = read.data as Saying['data'];
  const occurredOn = sent.occurredOn ?? following(before.occurredOn, before.data, data) ?? before.occurredOn;
  const effectiveOn =
    sent.effectiveOn ??
    (before.effectiveOn && following(before.effectiveOn, before.data, data)) ??
    before.effectiveOn;
  return {
    version: definition.version,
    data,
    occurredOn,
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
  };
}

/** The new value of the field that said this day, if it changed. */
function following(said: string, before: Saying['data'], after: Saying['data']): string | undefined {
  const field = Object.keys(before).find((name) => before[name] === said && after[name] !== said);
  const now = field === undefined ? undefined : day.safeParse(after[field]);
  return now?.success ? now.data : undefined;
}

/** Fields that were sent and that the schema, which lets pass what newer writers add, left out; at any depth. */
function* swallowed(sent: unknown, read: unknown, at = ''): Generator<string> {
  if (typeof sent !== 'object' || sent === null) return;
  for (const [field, value] of Object.entries(sent)) {
    const kept = (read as Record<string, unknown> | undefined)?.[field];
    if (kept === undefined && value !== undefined) yield `${at}${field}`;
    else yield* swallowed(value, kept, `${at}${field}.`);
  }
}

/** What a fact is about cannot be exchanged for something else. */
function assertSameThing(
  { stream }: PublishedEvent,
  before: Saying,
  data: Correction['data'],
  names: readonly string[],
): void {
  const { subject, part = '' } = parseStreamName(stream);
  const named = new Set<unknown>([...subject.split('_'), subject, part]);
  const changed = Object.keys(data).find(
    (field) =>
      (names.includes(field) || named.has(before.data[field])) &&
      !isSameSaying(data[field], before.data[field]),
  );
  if (changed === undefined) return;
  throw refused({
    code: 'another-thing',
    title: 'Ce champ dit de quoi il s’agit : il ne se corrige pas.',
    expected: `${changed} : ${JSON.stringify(before.data[changed])}`,
    found: `${changed} : ${JSON.stringify(data[changed])}`,
    advice: 'Annulez cet enregistrement, puis enregistrez le bon.',
  });
}
