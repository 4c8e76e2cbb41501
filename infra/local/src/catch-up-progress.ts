import type { CatchingUp } from '@ctg/feed';
import type { HostedService } from './hosted-service.js';

/** Where a first catch-up is shown: a terminal, or a file. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Nothing is shown of a catch-up that is over sooner; elsewhere than on a terminal, one line a service now and then. Milliseconds. */
const firstAfter = 1_500;
const lineEvery = 5_000;

/** Shows how far the first catch-up of each service has come: one line each that is written over on a terminal. */
export class CatchUpProgress {
  readonly #began = performance.now();
  #shownAt = Number.NEGATIVE_INFINITY;
  #lines = 0;

  constructor(
    private readonly output: Output,
    private readonly now: () => number = () => performance.now(),
  ) {}

  show(services: readonly ServiceProgress[]): void {
    const lines = services.flatMap((service) => sentence(service) ?? []);
    const now = this.now();
    if (now - this.#began < firstAfter || (lines.length === 0 && this.#lines === 0)) return;
    if (!this.output.isTTY && now - this.#shownAt < lineEvery) return;
    this.#shownAt = now;
    const text = lines.map((line) => `${line}\n`).join('');
    if (!this.output.isTTY) {
      this.output.write(text);
      return;
    }
    const up = this.#lines > 0 ? `\u001b[${this.#lines}A` : '';
    // Lines of services that have arrived meanwhile are cleared.
    this.output.write(`${up}\u001b[J${text}`);
    this.#lines = lines.length;
  }

  /** All have arrived: nothing of it stays on a terminal. */
  end(): void {
    if (this.output.isTTY && this.#lines > 0) this.output.write(`\u001b[${this.#lines}A\u001b[J`);
    this.#lines = 0;
  }
}

/** One service's read models that are on their way. */
export interface ServiceProgress {
  readonly name: string;
  readonly catchingUp: readonly Partial<CatchingUp>[];
}

/** What a service's readiness says of it. */
export const progressOf = (
  { name }: Pick<HostedService, 'name'>,
  answer: { readonly details: unknown } | undefined,
): ServiceProgress => ({
  name,
  catchingUp: (answer?.details as { catchingUp?: Partial<CatchingUp>[] } | undefined)?.catchingUp ?? [],
});

/** `partners : 12 000 / 48 000 événements relus, 3 400 par seconde, encore 11 s (5 tables)`; undefined when it has arrived. */
function sentence({ name, catchingUp }: ServiceProgress): string | undefined {
  const counted = catchingUp.filter(({ done }) => done !== undefined);
  const last = counted.reduce<Partial<CatchingUp>>(
    (most, one) => ((one.secondsLeft ?? 0) >= (most.secondsLeft ?? 0) ? one : most),
    {},
  );
  if (counted.length === 0) return undefined;
  const { done = 0, total = 0, eventsPerSecond = 0, secondsLeft } = last;
  const left = secondsLeft === undefined ? '' : `, encore ${number(secondsLeft)} s`;
  const tables = counted.length === 1 ? '1 table' : `${counted.length} tables`;
  return `${name} : ${number(done)} / ${number(total)} événements relus, ${number(eventsPerSecond)} par seconde${left} (${tables})`;
}

const number = (value: number): string => value.toLocaleString('fr-FR');
