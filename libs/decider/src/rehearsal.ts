import { frenchDay, isDay, noonOf, today } from '@ctg/calendar';
import { type EventMetadata, isRehearsed, knownSince } from '@ctg/contracts';
import { type EventStore, type Position, parseStreamName, type RecordedEvent, START } from '@ctg/event-store';
import { LRUCache } from 'lru-cache';
import type { CommandRequest } from './command-request.js';
import { invalid, refused } from './rejection.js';

/** What is asked to be recorded, and where. */
interface Asked {
  readonly request: CommandRequest;
  readonly stream: string;
}

/** The latest moment that something of a subject counts as recorded at, up to a position. */
interface Latest {
  readonly position: Position;
  readonly moment: string;
}

/**
 * When a command of a rehearsal counts as recorded. In each stream no event counts from before the one that it was decided
 * on, so that what was known at a moment is a history that could have been.
 */
export class Rehearsal {
  /** Of the subjects that are rehearsed now: each is read once, and gone on with. */
  readonly #latest = new LRUCache<string, Latest>({ max: 1_000 });

  constructor(
    private readonly store: EventStore,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * As the request says; where it says nothing, now. What is done because of an event is known with that event, and not
   * before what it was decided on.
   * @param revision of the stream that it is decided on
   * @throws Rejection it lies ahead, or before what was last recorded of the same subject (a convention, an organisation)
   */
  async momentOf({ request, stream }: Asked, revision: number): Promise<Date> {
    const { recordedAt, cafId, causedByEvent } = request;
    const now = this.now();
    if (recordedAt === undefined) return now;
    if (causedByEvent) return later(new Date(recordedAt), await this.#lastOf(stream, revision));
    const moment = momentSaid(recordedAt, cafId, now);
    if (moment > now) throw ahead(recordedAt, cafId, now);
    const { subject } = parseStreamName(stream);
    const last = await this.#latestOf(subject);
    if (moment.toISOString() < last) throw behind(recordedAt, last);
    return moment;
  }

  async #lastOf(stream: string, revision: number): Promise<Date> {
    if (revision < 0) return new Date(0);
    for await (const event of this.store.readStream(stream, { from: revision, limit: 1 }))
      return new Date(countsFrom(event));
    return new Date(0);
  }

  async #latestOf(subject: string): Promise<string> {
    let { position, moment } = this.#latest.get(subject) ?? { position: START, moment: '' };
    for await (const event of this.store.readAll({ after: position, filter: { subject } })) {
      position = event.position;
      const since = countsFrom(event);
      if (since > moment) moment = since;
    }
    this.#latest.set(subject, { position, moment });
    return moment;
  }
}

/** @throws Rejection a request that says when it counts as recorded, where nothing is rehearsed */
export function assertNotRehearsed({ recordedAt }: CommandRequest): void {
  if (recordedAt !== undefined) throw notRehearsing(recordedAt);
}

/** Where nothing is rehearsed nothing is decided on what was. @throws Rejection 409 `rehearsed-history` */
export function assertFact({ type, metadata }: RecordedEvent): void {
  if (isRehearsed(metadata)) throw rehearsed(type);
}

/** A day is meant at noon, so that it is that day everywhere in France; the day that it is, now. */
function momentSaid(said: string, cafId: string, now: Date): Date {
  if (!isDay(said)) return new Date(said);
  return said === today(cafId, now) ? now : noonOf(cafId, said);
}

const countsFrom = ({ recordedAt, metadata }: RecordedEvent): string =>
  knownSince({ ...(metadata as unknown as EventMetadata), recordedAt: recordedAt.toISOString() });

const later = (one: Date, other: Date): Date => (one < other ? other : one);

const notRehearsing = (said: string) =>
  invalid({
    code: 'not-rehearsing',
    title: 'Ce système n’est pas un essai : ce qu’il enregistre l’est à son heure.',
    expected: 'une demande qui ne dit pas quand elle est enregistrée (CTG-Recorded-At)',
    found: said,
    advice: 'Pour un essai, démarrez un autre système, sur des données à lui, avec REHEARSAL=true.',
  });

const rehearsed = (type: string) =>
  refused({
    code: 'rehearsed-history',
    title: 'L’histoire de cet objet contient ce qu’un essai a enregistré : rien ne se décide là-dessus.',
    expected: 'un journal qui n’a servi à aucun essai',
    found: `l’événement ${type}`,
    advice: 'Prévenez l’exploitant : un essai (REHEARSAL=true) a écrit dans ce journal.',
  });

const ahead = (said: string, cafId: string, now: Date) =>
  invalid({
    code: 'recorded-in-the-future',
    title: 'Rien n’est enregistré à une heure qui n’est pas encore venue.',
    expected: `au plus tard maintenant, le ${frenchDay(today(cafId, now))} (${now.toISOString()})`,
    found: said,
  });

const behind = (said: string, last: string) =>
  refused({
    code: 'recorded-before-the-last',
    title: 'Quelque chose du même objet a déjà été enregistré plus tard : ce qui suit ne l’est pas avant.',
    expected: `au plus tôt ${last}`,
    found: said,
    advice:
      'Racontez l’essai dans l’ordre des enregistrements ; ce qui ne dit pas d’heure est enregistré maintenant.',
  });
