import { isOurs } from '@ctg/contracts';
import type { RecordedEvent } from '@ctg/event-store';

/** Most types that are named one by one. */
const mostNamed = 20;

/**
 * Events of somebody else's types, which no topic is for: there is nothing to publish, they are counted and said, each type
 * once. An event that is *ours* and has no topic here is none of these: it is of a service that this relay is too old to
 * know, and waits for one that is not (docs/decisions/0001).
 */
export class NotOurs {
  #count = 0;
  readonly #types = new Map<string, string>();

  constructor(private readonly notice: (sentence: string) => void = () => undefined) {}

  /** Whether an event without a topic is passed over. @throws Error it is ours */
  passesOver({ type, position, metadata }: RecordedEvent): boolean {
    if (isOurs(metadata)) throw new Error(`${type}: this relay has no topic for that service.`);
    this.#count++;
    if (!this.#types.has(type) && this.#types.size < mostNamed) {
      this.#types.set(type, String(position));
      this.notice(`${type} at ${position} is no event of ours: the relay passes over events of that type.`);
    }
    return true;
  }

  /** How many, and of which types. */
  get counted(): number {
    return this.#count;
  }

  get types(): readonly string[] {
    return [...this.#types.keys()];
  }

  /** A sentence, once there are some. */
  get warnings(): readonly string[] {
    if (this.#count === 0) return [];
    const named = [...this.#types].map(([type, position]) => `${type} (from ${position})`).join(', ');
    return [`Events that are not ours, and are not published: ${this.#count}, of ${named}.`];
  }
}
