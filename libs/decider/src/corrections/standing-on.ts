import { isChangedNothing, isCorrection, noCorrections, type PublishedEvent } from '@ctg/contracts';
import { notKnownYet } from '../rejection.js';

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every id that stands anywhere in the data of an event. */
export function idsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (uuidShape.test(value)) found.add(value);
  } else if (Array.isArray(value)) for (const one of value) idsIn(one, found);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) idsIn(one, found);
  return found;
}

/** So many of those that stand on a fact are named. */
const mostNamed = 5;

/**
 * The facts of a convention that name what this one made: a meeting names its body, a need its evidence. What made nothing
 * has none. Two readings of the subject: corrections stand behind what they correct.
 * @param read reads every event of the subject, in order
 * @returns a few of them, in order
 */
export async function standingOn(
  fact: PublishedEvent,
  read: () => AsyncIterable<PublishedEvent>,
): Promise<readonly PublishedEvent[]> {
  const made = idsIn(fact.data);
  if (made.size === 0) return [];
  const corrections = noCorrections();
  let isBefore = true;
  for await (const event of read()) {
    if (event.id === fact.id) isBefore = false;
    corrections.note(event);
    // Named before: it was made by another.
    if (isBefore) for (const id of idsIn(event.data)) made.delete(id);
  }
  const standing: PublishedEvent[] = [];
  if (made.size === 0) return standing;
  for await (const recorded of read()) {
    if (recorded.id === fact.id || isCorrection(recorded.type) || isChangedNothing(recorded.type)) continue;
    const event = corrections.applied(recorded);
    // What followed by itself goes with it.
    if (!event || event.causationId === fact.id) continue;
    const names = idsIn(event.data);
    if (![...made].some((id) => names.has(id))) continue;
    standing.push(event);
    if (standing.length === mostNamed) break;
  }
  return standing;
}

/**
 * What a correction names anew is there: something of the convention that holds made it.
 * @throws Rejection 409 `not-known-yet`
 */
export async function assertMade(
  named: ReadonlySet<string>,
  before: ReadonlySet<string>,
  read: () => AsyncIterable<PublishedEvent>,
): Promise<void> {
  const missing = new Set([...named].filter((id) => !before.has(id)));
  if (missing.size === 0) return;
  const corrections = noCorrections();
  for await (const event of read()) corrections.note(event);
  for await (const recorded of read()) {
    const event = corrections.applied(recorded);
    if (event) for (const id of idsIn(event.data)) missing.delete(id);
    if (missing.size === 0) return;
  }
  throw notKnownYet('Ce que la correction nomme', [...missing].join(', '));
}
