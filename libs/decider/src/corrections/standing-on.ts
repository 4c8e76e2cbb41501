import { frenchDay } from '@ctg/calendar';
import {
  type Corrections,
  definitionOfType,
  isChangedNothing,
  isCorrection,
  noCorrections,
  type PublishedEvent,
} from '@ctg/contracts';
import { notKnownYet, refused } from '../rejection.js';

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

/** Reads every event of a subject, in order. */
type ReadSubject = () => AsyncIterable<PublishedEvent>;

/**
 * The facts of a convention that name what this one made: a meeting names its body, a need its evidence. What made nothing
 * has none. Two readings of the subject: corrections stand behind what they correct.
 * @param read reads every event of the subject, in order
 * @returns a few of them, in order
 */
export async function standingOn(
  fact: PublishedEvent,
  read: ReadSubject,
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
  if (made.size === 0) return [];
  return thoseThatHold(read, corrections, fact, ({ data }) => {
    const names = idsIn(data);
    return [...made].some((id) => names.has(id));
  });
}

/**
 * Of another convention, what was recorded because a fact ties it to this one: what names this one since. What it says of
 * this one in its own name, before both were tied, stands on nothing of it. Two readings of that convention.
 */
export async function standingBeyond(
  fact: PublishedEvent,
  read: ReadSubject,
): Promise<readonly PublishedEvent[]> {
  const corrections = await correctionsOf(read);
  return thoseThatHold(
    read,
    corrections,
    fact,
    ({ position, data }) =>
      BigInt(position) > BigInt(fact.position) && idsIn(data).has(fact.conventionId ?? ''),
  );
}

/** What a convention holds beside the fact that opened it, and what opened with it. Two readings of it. */
export async function standingInAll(
  fact: PublishedEvent,
  read: ReadSubject,
): Promise<readonly PublishedEvent[]> {
  return thoseThatHold(read, await correctionsOf(read), fact, () => true);
}

async function correctionsOf(read: ReadSubject): Promise<Corrections> {
  const corrections = noCorrections();
  for await (const event of read()) corrections.note(event);
  return corrections;
}

/** A few of the events that hold, beside the fact and what followed from it: that goes with it. */
async function thoseThatHold(
  read: ReadSubject,
  corrections: Corrections,
  fact: PublishedEvent,
  isStanding: (event: PublishedEvent) => boolean,
): Promise<readonly PublishedEvent[]> {
  const standing: PublishedEvent[] = [];
  for await (const recorded of read()) {
    if (recorded.id === fact.id || isCorrection(recorded.type) || isChangedNothing(recorded.type)) continue;
    const event = corrections.applied(recorded);
    if (!event || event.causationId === fact.id || !isStanding(event)) continue;
    standing.push(event);
    // One more than is named: then there are others.
    if (standing.length > mostNamed) break;
  }
  return standing;
}

/** @throws Rejection 409 `others-stand-on-it` that names them, and the convention where it is another than the fact's own */
export function assertNothingStands(standing: readonly PublishedEvent[], elsewhere = ''): void {
  if (standing.length === 0) return;
  const told = standing
    .slice(0, mostNamed)
    .map(
      ({ type, occurredOn, id }) =>
        `${definitionOfType(type)?.title ?? type} (${frenchDay(occurredOn)}, ${id})`,
    );
  throw refused({
    code: 'others-stand-on-it',
    title: 'D’autres enregistrements reposent sur celui-ci.',
    expected: 'un enregistrement sur lequel rien ne repose',
    found: `${elsewhere}${told.join(' ; ')}${standing.length > mostNamed ? ' ; …' : ''}`,
    advice: 'Annulez ou corrigez d’abord ceux-là, en commençant par le dernier.',
  });
}

/**
 * What a correction names anew is there: something of the convention that holds made it.
 * @throws Rejection 409 `not-known-yet`
 */
export async function assertMade(
  named: ReadonlySet<string>,
  before: ReadonlySet<string>,
  read: ReadSubject,
): Promise<void> {
  const missing = new Set([...named].filter((id) => !before.has(id)));
  if (missing.size === 0) return;
  const corrections = await correctionsOf(read);
  for await (const recorded of read()) {
    const event = corrections.applied(recorded);
    if (event) for (const id of idsIn(event.data)) missing.delete(id);
    if (missing.size === 0) return;
  }
  throw notKnownYet('Ce que la correction nomme', [...missing].join(', '));
}
