import { isChangedNothing, type NewEvent, type PublishedEvent, type Saying } from '@ctg/contracts';
import { alreadyThere, type Decision } from '../already-there.js';
import { commandIdentity } from '../command-identity.js';
import type { CommandRequest } from '../command-request.js';
import type { AnyCommand, LookUpInput, RouteParams } from '../define-command.js';
import { Rejection } from '../rejection.js';
import { foldAgain } from './fold-again.js';
import { correcting, isSameSaying, RecordedHistory } from './recorded-fact.js';

/** What a reaction asks for, now that the event it reacted to says something else. */
export interface Revision {
  /** As it was asked for then, under the key of then. */
  readonly asked: CommandRequest;
  /** Valid for the command's schema; absent: it would not be asked for at all. */
  readonly body?: unknown;
  /** Of the correction that it follows. */
  readonly reason: string;
}

/**
 * The command that brings what a reaction did into line with the corrected event: the events it made then are corrected in
 * their place, or annulled where they would not be made. It decides on the state as it was before them.
 */
export function revised(command: AnyCommand, revision: Revision): AnyCommand {
  return {
    ...command,
    name: `${command.name}-revised`,
    lookUp: (input: LookUpInput<unknown>) => changesOf(command, revision, input),
    decide: ({ facts }: { facts: Decision }) => facts,
  };
}

async function changesOf(
  command: AnyCommand,
  { asked, body, reason }: Revision,
  input: LookUpInput<unknown>,
): Promise<Decision> {
  const { params, streams } = input;
  const place = (await command.stream?.(params, asked.body, streams)) ?? {
    subject: params.conventionId ?? '',
  };
  const decider = place.decider ?? command.decider;
  const history = await RecordedHistory.read(streams.history(decider, place.subject, place.part));
  const { id } = commandIdentity(command, asked);
  const made = history.events.filter((event) => event.commandId === id && !isChangedNothing(event.type));
  const [first] = made;
  // Somebody else had done it, or it came to nothing: that stands.
  if (!first) return alreadyThere({});
  const earlier = new RecordedHistory(history.events.filter(({ revision }) => revision < first.revision));
  const { state } = await foldAgain(decider, earlier);
  const now = body === undefined ? alreadyThere({}) : await again(command, body, state, input);
  const events = 'recorded' in now ? [] : now;
  return decisionOf(made.flatMap((event, index) => changeOf(history, event, events[index], reason)));
}

const decisionOf = (events: readonly NewEvent[]): Decision => {
  const [first, ...rest] = events;
  return first ? [first, ...rest] : alreadyThere({});
};

/** What would be decided today on a state; nothing where it would be refused. */
async function again(
  command: AnyCommand,
  body: unknown,
  state: unknown,
  input: LookUpInput<unknown>,
): Promise<Decision> {
  try {
    const facts: unknown = await command.lookUp?.({ ...input, body });
    return command.decide(
      {
        body,
        params: input.params as RouteParams,
        facts,
        actor: input.actor,
        today: '9999-12-31',
        newId: noNewId,
        warn: () => undefined,
      },
      state,
    );
  } catch (error) {
    if (error instanceof Rejection) return alreadyThere({});
    throw error;
  }
}

const noNewId = (): never => {
  throw new Error('A command that a reaction gives names what it makes itself.');
};

function changeOf(
  history: RecordedHistory,
  event: PublishedEvent,
  now: NewEvent | undefined,
  reason: string,
): readonly NewEvent[] {
  const before = history.sayingOf(event);
  // One that was annulled because nothing asked for it comes back where it is asked for again.
  const said = before ?? history.lastSaid(event);
  const after = now?.type === event.type ? sayingOf(now, said) : undefined;
  return isSameSaying(after, before) ? [] : [correcting(event, said, reason, after)];
}

const sayingOf = (event: NewEvent, before: Saying): Saying => ({
  version: event.schemaVersion,
  data: structuredClone(event.data) as Saying['data'],
  occurredOn: event.occurredOn ?? before.occurredOn,
  ...(event.effectiveOn === undefined ? {} : { effectiveOn: event.effectiveOn }),
});
