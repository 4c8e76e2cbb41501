/** What a person is told: what was expected, what was found, what to do. French, one sentence each. */
export interface Explanation {
  /** Short and stable, kebab-case; last piece of the problem's `type`. */
  readonly code: string;
  /** One sentence: « Cette organisation a déjà signé. » */
  readonly title: string;
  readonly expected?: string;
  readonly found?: string;
  /** What to do now. */
  readonly advice?: string;
  /** Seconds after which the same request is worth sending again; only where it may then be accepted. */
  readonly retryAfter?: number;
}

/** A command that the domain refuses; nothing was changed. `status` is that of the HTTP answer. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 412 | 422 | 429,
    readonly explanation: Explanation,
    /** It may rest on a fact of another service that has not arrived: looked at again before it is final. */
    readonly mayBeEarly = false,
  ) {
    super(explanation.title);
  }
}

/** The request contradicts itself or the official references (a key, a date, a commune): 422. */
export const invalid = (explanation: Explanation) => new Rejection(422, explanation);

/** A rule of the domain forbids it in the present state: 409. */
export const refused = (explanation: Explanation) => new Rejection(409, explanation);

/** The person may not do that: 403. */
export const forbidden = (explanation: Explanation) => new Rejection(403, explanation);

/** No such thing for this person (it may exist for others): 404. */
export const notFound = (what: string, id: string) =>
  new Rejection(404, {
    code: 'not-found',
    title: `${what} introuvable.`,
    found: id,
    advice: 'Vérifiez l’identifiant.',
  });

/**
 * A rule forbids it as far as is known of another service: 409, said only once everything was read that had been told
 * when the command arrived.
 */
export const mayBeEarly = (explanation: Explanation) => new Rejection(409, explanation, true);

/** The fact is learned from another service and has not arrived here: 409, to be retried. */
export const notKnownYet = (what: string, id: string) =>
  mayBeEarly({
    code: 'not-known-yet',
    title: `${what} : pas encore connu de ce service.`,
    found: id,
    advice: 'Vérifiez l’identifiant ; s’il vient d’être créé, réessayez dans quelques secondes.',
    retryAfter: 1,
  });

/**
 * What stays together in one stream is bounded: so many of a thing at most.
 * @param what French, after « le plus possible »: « de signataires »
 * @throws Rejection 409 `too-many`
 */
export function assertRoom(held: number, most: number, what: string): void {
  if (held < most) return;
  throw refused({
    code: 'too-many',
    title: `Il y a déjà le plus possible ${what}.`,
    expected: `${most} au plus`,
    found: String(held),
  });
}
