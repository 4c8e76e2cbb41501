import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { type JsonObject, streamName } from '@ctg/event-store';
import type { Decider } from './decider.js';
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
}

/**
 * Reads as the rule is told:
 *
 *     given(convention, opened, signatoryDesignated).when(sign, { signedOn: '2026-01-12' }).then(signed)
 *     given(convention, opened).when(sign, body).thenRejected('not-a-signatory')
 *
 * New ids are `testId(1)`, `testId(2)`, … The body goes through the command's schema, as it does over HTTP.
 */
export function given<State>(decider: Decider<State>, ...past: readonly NewEvent[]) {
  const fold = (events: readonly NewEvent[], today: string) =>
    events.reduce((state, event) => decider.evolve(state, asPast(event, today)), decider.initial);
  return {
    /** The state after the past events. */
    state: () => fold(past, '2026-01-01'),
    when<Body, Facts>(
      command: CommandDefinition<State, Body, Facts>,
      body: unknown,
      options: When<Facts> = {},
    ) {
      const run = () => decideOnce(command, fold(past, options.today ?? '2026-01-01'), body, options);
      return {
        /** The events, to look at. */
        events: run,
        // biome-ignore lint/suspicious/noThenProperty: given-when-then; nobody awaits it
        then(...expected: readonly NewEvent[]) {
          expect(run()).toEqual(expected);
        },
        /** The state after the decision. */
        thenState(check: (state: State) => void) {
          check(fold([...past, ...run()], options.today ?? '2026-01-01'));
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
      return given(decider, ...past).state();
    },
  };
}

function decideOnce<State, Body, Facts>(
  command: CommandDefinition<State, Body, Facts>,
  state: State,
  body: unknown,
  options: When<Facts>,
) {
  let ids = 0;
  const today = options.today ?? '2026-01-01';
  const decision = command.decide(
    {
      body: command.body.parse(body),
      params: options.params ?? { conventionId: 'convention-1' },
      facts: options.facts as Facts,
      actor: { subject: 'test', role: command.roles[0] ?? 'caf_adviser', cafId: 'caf-59', ...options.actor },
      today,
      newId: () => testId(++ids),
    },
    state,
  );
  assertHappened(decision, today);
  return decision;
}

const asPast = (event: NewEvent, today: string) => ({
  type: event.type,
  data: event.data as JsonObject,
  occurredOn: event.occurredOn ?? today,
  ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
});
