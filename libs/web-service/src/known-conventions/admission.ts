import type { Actor } from '@ctg/access';
import { noCorrections, type PublishedEvent } from '@ctg/contracts';
import { forbidden, notFound, notKnownYet, type ReadModelAccess, readable } from '@ctg/decider';
import { type EventStore, type ReadStreamOptions, streamName } from '@ctg/event-store';
import {
  evolveKnownConvention,
  type KnownConvention,
  knownConventionProjection,
  unknownYet,
} from './known-convention.js';
import { partyRoles } from './party-roles.js';

/** A command changes something, a query only looks. */
export type Purpose = 'command' | 'query';

export interface AdmissionOptions {
  /** The tables, as a person sees them. */
  readonly readModel: (actor: Actor) => ReadModelAccess;
  /** Only in the service that owns conventions: it can ask its own streams and need not wait for its read model. */
  readonly ownStreams?: EventStore;
}

/**
 * Says whether a person may come near a convention, before any rule of the domain is looked at. Another Caf's
 * convention does not exist for them.
 */
export class ConventionAdmission {
  constructor(private readonly options: AdmissionOptions) {}

  /**
   * Another Caf's convention and one that does not exist are answered alike, to the letter and after the same work: nobody
   * learns which ids there are.
   * @returns the tenant of the convention
   * @throws Rejection for another tenant's and an unknown one 404, or 409 `not-known-yet` when a command may be early;
   * 403 when the person's organisation takes no part
   */
  async admit(actor: Actor, conventionId: string, purpose: Purpose): Promise<{ readonly cafId: string }> {
    const learned = await this.#learned(actor, conventionId);
    if (learned?.cafId && mayPass(actor, learned, purpose)) return { cafId: learned.cafId };
    // What was learned may be behind: a party designated a moment ago. The owner looks at its own streams instead.
    const found = this.options.ownStreams ? await this.#own(actor, conventionId, learned) : learned;
    if (!found?.cafId || !sameTenant(actor, found)) throw this.#unknown(conventionId, purpose);
    if (!mayPass(actor, found, purpose)) throw this.#stranger(actor, purpose);
    return { cafId: found.cafId };
  }

  /** A party or an evaluator named a moment ago may be early here, as a convention may. */
  #stranger(actor: Actor, purpose: Purpose) {
    const isEarly = purpose === 'command' && !this.options.ownStreams && actor.organisation !== undefined;
    return isEarly
      ? notKnownYet('Participation de votre organisation à cette convention', actor.organisation ?? '')
      : notAParty(actor);
  }

  #unknown(conventionId: string, purpose: Purpose) {
    const isEarly = purpose === 'command' && !this.options.ownStreams;
    return isEarly ? notKnownYet('Convention', conventionId) : notFound('Convention', conventionId);
  }

  async #learned(actor: Actor, conventionId: string): Promise<KnownConvention | undefined> {
    const [row] = await this.options.readModel(actor).query<KnownConvention>(
      `SELECT convention_id AS "conventionId", caf_id AS "cafId", title, organisations, evaluators, evaluations
         FROM known_convention WHERE convention_id = $1`,
      [conventionId],
    );
    return row;
  }

  /** As its stream has it; undefined when there is none for this person. */
  async #own(
    actor: Actor,
    conventionId: string,
    learned: KnownConvention | undefined,
  ): Promise<KnownConvention | undefined> {
    const none: KnownConvention = {
      ...unknownYet(conventionId),
      evaluators: learned?.evaluators ?? [],
      evaluations: learned?.evaluations ?? {},
    };
    const stream = streamName('partners.convention', conventionId);
    // The first event says whose it is, for ever: another Caf's takes no longer than one that is not there.
    const opened = await this.#fold(none, stream, { limit: 1 });
    if (!opened.cafId || !sameTenant(actor, opened)) return undefined;
    return this.#fold(none, stream);
  }

  async #fold(row: KnownConvention, stream: string, options?: ReadStreamOptions): Promise<KnownConvention> {
    const corrections = noCorrections();
    const events: PublishedEvent[] = [];
    for await (const recorded of this.options.ownStreams?.readStream(stream, options) ?? []) {
      corrections.note(recorded);
      if (knownConventionProjection.eventTypes.includes(recorded.type)) events.push(readable(recorded));
    }
    return events.flatMap((event) => corrections.applied(event) ?? []).reduce(evolveKnownConvention, row);
  }
}

function sameTenant(actor: Actor, known: KnownConvention): boolean {
  if (actor.cafId !== undefined) return actor.cafId === known.cafId;
  return actor.role === 'national_auditor' || evaluates(actor, known);
}

function mayPass(actor: Actor, known: KnownConvention, purpose: Purpose): boolean {
  if (!sameTenant(actor, known)) return false;
  if (actor.role === 'evaluator') return evaluates(actor, known);
  if (!partyRoles.has(actor.role)) return true;
  // The rules on signatures and deliberations say themselves, and better, who is not a signatory.
  if (actor.role === 'legal_representative' && purpose === 'command') return true;
  return actor.organisation !== undefined && known.organisations.includes(actor.organisation);
}

const evaluates = (actor: Actor, known: KnownConvention): boolean =>
  actor.role === 'evaluator' &&
  actor.organisation !== undefined &&
  known.evaluators.includes(actor.organisation);

const notAParty = (actor: Actor) =>
  forbidden({
    code: 'not-a-party',
    title: 'Votre organisation ne prend pas part à cette convention.',
    expected: 'une organisation signataire, partenaire ou chargée de l’évaluation',
    found: actor.organisation ?? 'aucune organisation dans votre identité',
    advice: 'Demandez à la Caf d’associer votre organisation à la convention.',
  });
