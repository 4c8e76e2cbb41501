import type { Actor } from '@ctg/access';
import type { NewEvent, PublishedEvent } from '@ctg/contracts';
import { type JsonObject, streamName } from '@ctg/event-store';
import { assertRecorded } from './already-there.js';
import { type ConventionFrame, warnAfterEnd } from './convention-frame.js';
import { type Decider, ownState } from './decider.js';
import type { CommandDefinition, RouteParams, StreamAccess } from './define-command.js';
import { Rejection } from './rejection.js';
import { assertHappened } from './when-it-happened.js';

/** The nth id that a command under test makes: a UUID. */
export const testId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** What a test may set beside the body; the rest has plain defaults. */
export interface When<Facts> {
  readonly actor?: Partial<Actor>;
  readonly params?: RouteParams;
  readonly today?: string;
  readonly facts?: Facts;
  /** What the convention says; without it nothing is held against it. */
  readonly frame?: ConventionFrame;
  /** Sent by a reaction, not by a person. */
  readonly causedByEvent?: boolean;
}

/**
 * Reads as the rule is told:
 *
 *     given(convention, opened, signatoryDesignated).when(sign, { signedOn: '2026-01-12' }).then(signed)
 *     given(convention, opened).when(sign, body).thenRejected('not-a-signatory')
 *
 * New ids are `testId(1)`, `testId(2)`, … The body goes through the command's schema, as it does over HTTP.
 */
export function given<State, Event extends NewEvent = NewEvent>(
  decider: Decider<State, Event>,
  ...past: readonly NoInfer<Event>[]
) {
  // A fold that changed what it does not own would throw here.
  const fold = (events: readonly Event[], today: string) =>
    events.reduce((state, event) => decider.evolve(state, asPast(event, today)), ownState(decider.initial));
  return {
    /** The state after the past events. */
    state: () => fold(past, '2026-01-01'),
    when<Body, Facts>(
      command: CommandDefinition<State, Body, Facts, Event>,
      body: unknown,
      options: When<Facts> = {},
    ) {
      const run = () => decideOnce(command, frozen(fold(past, options.today ?? '2026-01-01')), body, options);
      return {
        /** The events, to look at; none when all of it is recorded already. */
        events: run,
        // biome-ignore lint/suspicious/noThenProperty: given-when-then; nobody awaits it
        then(...expected: readonly Event[]) {
          expect(run()).toEqual(expected);
        },
        /** The state after the decision. */
        thenState(check: (state: State) => void) {
          check(fold([...past, ...run()], options.today ?? '2026-01-01'));
        },
        /** It is recorded, and these are to be looked at. */
        thenWarned(...codes: readonly string[]) {
          const warned: string[] = [];
          const state = frozen(fold(past, options.today ?? '2026-01-01'));
          expect(decideOnce(command, state, body, options, warned).length).toBeGreaterThan(0);
          expect(warned).toEqual(codes);
        },
        thenRejected(code: string) {
          let outcome: unknown;
          try {
            outcome = run();
          } catch (error) {
            outcome = error;
          }
          expect(outcome).toBeInstanceOf(Rejection);
          expect((outcome as Rejection).explanation.code).toBe(code);
        },
      };
    },
  };
}

/** A stream as a test has it. */
export interface GivenStream {
  // biome-ignore lint/suspicious/noExplicitAny: deciders of every state
  readonly decider: Decider<any>;
  readonly subject: string;
  readonly part?: string;
  readonly past: readonly NewEvent[];
}

/** What a look-up under test knows of other streams: these; every other one does not exist. */
export function streamsOf(...streams: readonly GivenStream[]): StreamAccess {
  const named = ({ decider, subject, part }: Omit<GivenStream, 'past'>) =>
    streamName(decider.category, subject, part);
  const pasts = new Map(streams.map((one) => [named(one), one.past]));
  return {
    state: async (decider, subject, part) => {
      const past = pasts.get(streamName(decider.category, subject, part)) ?? [];
      return given<unknown>(decider, ...past).state() as typeof decider.initial;
    },
    history: (decider, subject, part) =>
      recorded(
        streams.filter(
          (one) => named(one) === named({ decider, subject, ...(part === undefined ? {} : { part }) }),
        ),
      ),
    ofSubject: (subject) => recorded(streams.filter((one) => one.subject === subject)),
  };
}

/** The past as a store would give it back, all by one Caf adviser. */
async function* recorded(streams: readonly GivenStream[]): AsyncGenerator<PublishedEvent> {
  let position = 0;
  for (const { decider, subject, part, past } of streams)
    for (const [revision, event] of past.entries())
      yield {
        ...asPast(event, '2026-01-01'),
        id: testId(++position),
        schemaVersion: event.schemaVersion,
        stream: streamName(decider.category, subject, part),
        revision,
        position: String(position),
        recordedAt: '2026-01-01T00:00:00.000Z',
        cafId: 'caf-59',
        actor: { subject: 'test', role: 'caf_adviser' },
        correlationId: 'test',
        causationId: 'test',
      };
}

function decideOnce<State, Body, Facts, Event extends NewEvent>(
  command: CommandDefinition<State, Body, Facts, Event>,
  state: State,
  body: unknown,
  options: When<Facts>,
  warned: string[] = [],
): readonly Event[] {
  let ids = 0;
  const warn = (code: string) => void warned.push(code);
  const today = options.today ?? '2026-01-01';
  const decision = command.decide(
    {
      body: command.body.parse(body),
      params: options.params ?? { conventionId: 'convention-1' },
      facts: options.facts as Facts,
      actor: { subject: 'test', role: command.roles[0] ?? 'caf_adviser', cafId: 'caf-59', ...options.actor },
      today,
      newId: () => testId(++ids),
      warn,
      frame: options.frame,
    },
    state,
  );
  if ('recorded' in decision) {
    if (!options.causedByEvent) assertRecorded(command.body.parse(body), decision);
    return [];
  }
  assertHappened(decision, today);
  if (!command.comesAfterTheEnd) warnAfterEnd(decision, options.frame, today, warn);
  return decision;
}

/** Frozen to its depths: neither a rule nor a fold changes what it was only shown. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}

const asPast = (event: NewEvent, today: string) => ({
  type: event.type,
  data: frozen(structuredClone(event.data)) as JsonObject,
  occurredOn: event.occurredOn ?? today,
  ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
});
