import type { JsonObject } from '@ctg/event-store';
import { isCorrection, type Saying } from './fact-corrected.js';

/** As much of an event as a correction touches. */
interface TouchedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly occurredOn: string;
  readonly effectiveOn?: string;
}

/** The data of a correction, as it stands in its stream. */
export interface CorrectionData {
  readonly factId: string;
  readonly factType: string;
  readonly factRevision: number;
  readonly reason: string;
  readonly before: Saying;
  /** Absent: annulled. */
  readonly after?: Saying;
}

export const correctionIn = (event: { readonly data: JsonObject }): CorrectionData =>
  event.data as unknown as CorrectionData;

/** Brings data of a version up to the newest one. */
type Upcast = (type: string, data: JsonObject, version: number) => JsonObject;

/**
 * What became of wrong events, as far as it is known: given the corrections, it tells each event as it holds. The
 * newest correction of an event counts.
 */
export class Corrections {
  readonly #of = new Map<string, CorrectionData[]>();
  readonly #noted = new Set<string>();

  constructor(private readonly upcast: Upcast) {}

  /** Remembers an event, if it is a correction. */
  note(event: Pick<TouchedEvent, 'id' | 'type' | 'data'>): void {
    if (!isCorrection(event.type) || this.#noted.has(event.id)) return;
    this.#noted.add(event.id);
    const correction = correctionIn(event);
    const before = this.#of.get(correction.factId);
    if (before) before.push(correction);
    else this.#of.set(correction.factId, [correction]);
  }

  get isEmpty(): boolean {
    return this.#noted.size === 0;
  }

  /** Whether this correction is among those that count here. */
  knows(correctionId: string): boolean {
    return this.#noted.has(correctionId);
  }

  /** What corrects an event, oldest first. */
  of(eventId: string): readonly CorrectionData[] {
    return this.#of.get(eventId) ?? [];
  }

  /** The event as it holds; undefined for one that was annulled, and for a correction itself. */
  applied<Event extends TouchedEvent>(event: Event): Event | undefined {
    if (isCorrection(event.type)) return undefined;
    const correction = this.#of.get(event.id)?.at(-1);
    if (!correction) return event;
    return correction.after && this.#saying(event, correction.after);
  }

  /** Everything that an event ever said, the wrong before the right: to find what it touched. */
  versionsOf<Event extends TouchedEvent>(event: Event): readonly Event[] {
    const sayings = this.of(event.id).flatMap(({ after }) => (after ? [after] : []));
    return [event, ...sayings.map((saying) => this.#saying(event, saying))];
  }

  #saying<Event extends TouchedEvent>(
    event: Event,
    { version, data, occurredOn, effectiveOn }: Saying,
  ): Event {
    const { effectiveOn: _before, ...rest } = event;
    return {
      ...(rest as Event),
      data: this.upcast(event.type, data as JsonObject, version),
      occurredOn,
      ...(effectiveOn === undefined ? {} : { effectiveOn }),
    };
  }
}
