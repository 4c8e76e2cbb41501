import { refused } from '@ctg/decider';
import { type RunningRelay, startRelay, type Verification, verifyTopics } from '@ctg/feed/kafka';
import type { Background, BackgroundParts } from '@ctg/web-service';

/** The relay of this process, with what its operations need. */
export class FeedRelay implements Background {
  constructor(
    private readonly running: RunningRelay,
    private readonly parts: BackgroundParts & { readonly kafka: NonNullable<BackgroundParts['kafka']> },
  ) {}

  status = () => this.running.status();
  stop = () => this.running.stop();
  republish = (after: string) => this.running.republish(after);

  /** How far the store goes: what lies between it and the relay's position is still to be published. */
  head = () => this.parts.store.head();

  /** The last comparison of the topics with the store; undefined before the first. */
  get verification(): VerificationRun | undefined {
    return this.#verification;
  }

  #verification: VerificationRun | undefined;

  /** Starts comparing, up to where the relay says it has come; one comparison at a time. */
  verify(): VerificationRun {
    if (this.#verification?.state === 'running') return this.#verification;
    const { store, kafka } = this.parts;
    const upTo = this.running.status().position;
    const begun = { upTo, startedAt: new Date().toISOString() };
    this.#verification = { state: 'running', ...begun };
    verifyTopics({ store, kafka, upTo: BigInt(upTo) }).then(
      (found) => {
        this.#verification = { state: 'done', ...begun, found };
      },
      (error: unknown) => {
        this.#verification = { state: 'failed', ...begun, reason: String(error) };
      },
    );
    return this.#verification;
  }
}

/** A comparison of the topics with the store: it may take minutes. */
export interface VerificationRun {
  readonly state: 'running' | 'done' | 'failed';
  /** Position of the store up to which everything should be in the topics. */
  readonly upTo: string;
  readonly startedAt: string;
  readonly found?: Verification;
  readonly reason?: string;
}

/** Fills Kafka's topics from the event store; nothing to do where events do not travel over Kafka. */
export async function relay(parts: BackgroundParts): Promise<Background | undefined> {
  const { store, dataSource, kafka, notice } = parts;
  return kafka && new FeedRelay(await startRelay({ store, dataSource, kafka, notice }), { ...parts, kafka });
}

/** The relay that an operation asks for. @throws a refusal where there is none */
export function runningRelay(background: Background | undefined): FeedRelay {
  if (background instanceof FeedRelay) return background;
  throw refused({
    code: 'no-relay',
    title: 'Ici les événements ne passent pas par Kafka : il n’y a pas de relais.',
    expected: 'FEED=kafka',
    found: 'FEED=embedded',
    advice: 'Démarrez avec FEED=kafka.',
  });
}
