import { isDay, noonOf, today } from '@ctg/calendar';
import { routeParams, type Word } from '../api/catalogue.js';
import type { Step } from './expand.js';
import { momentFault } from './field-faults.js';
import { paramOf } from './request.js';
import { referencesIn } from './values.js';

/** What was recorded last of a convention; without a moment: when it is played. */
interface Recorded {
  readonly step: number;
  readonly at: Date | undefined;
}

/** The day on which a step is recorded, for the Caf. */
export const recordingDay = (caf: string, said: string | undefined): string =>
  said === undefined || momentFault(said) ? today(caf) : isDay(said) ? said : today(caf, new Date(said));

/**
 * Follows the steps of a scenario, and finds moments of recording (`recordedAt`) that the server would refuse: no moments,
 * those to come, and those before what was last recorded of the same convention.
 */
export class RecordingOrder {
  readonly #last = new Map<string, Recorded>();
  /** By the name of the step that opened it: what stands for a convention here. */
  readonly #opened = new Map<string, string>();
  #newest = '';

  constructor(private readonly caf: string) {}

  /** What is wrong with the moment of the next command, a French sentence; undefined: nothing. */
  faultOf(step: Step, word: Word): string | undefined {
    const { recordedAt: said, number } = step;
    const convention = this.#conventionOf(step, word);
    if (said === undefined) {
      if (convention !== undefined) this.#last.set(convention, { step: number, at: undefined });
      return undefined;
    }
    const unfit = momentFault(said);
    if (unfit !== undefined) return unfit;
    const now = new Date();
    const at = this.#momentOf(said, now);
    if (at > now) return `rien n’est enregistré à une heure qui n’est pas encore venue ; trouvé « ${said} ».`;
    if (convention === undefined) return undefined;
    const before = this.#last.get(convention);
    this.#last.set(convention, { step: number, at });
    if (!before) return undefined;
    const { step: last } = before;
    if (before.at === undefined)
      return `l’étape ${last}, de la même convention, ne dit pas d’heure : elle est enregistrée quand elle est jouée, et rien d’elle ne l’est avant ; trouvé « ${said} ».`;
    return before.at > at
      ? `l’étape ${last}, de la même convention, est enregistrée plus tard ; trouvé « ${said} ».`
      : undefined;
  }

  #momentOf(said: string, now: Date): Date {
    if (!isDay(said)) return new Date(said);
    return said === today(this.caf, now) ? now : noonOf(this.caf, said);
  }

  #conventionOf(step: Step, word: Word): string | undefined {
    if (word.creates === 'conventionId') {
      this.#newest = `étape ${step.number}`;
      if (step.name !== undefined) this.#opened.set(step.name, this.#newest);
      return this.#newest;
    }
    if (!routeParams(word.route).includes('conventionId')) return undefined;
    const given = paramOf(step, 'conventionId') ?? step.convention;
    if (given === undefined) return this.#newest;
    const [name] = referencesIn(given);
    return (name === undefined ? undefined : this.#opened.get(name)) ?? String(given);
  }
}
