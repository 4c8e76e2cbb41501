import type { Role } from '@ctg/access';
import {
  correctionIn,
  correctionTypesOf,
  isCorrection,
  newestData,
  type PublishedEvent,
  type Saying,
} from '@ctg/contracts';
import { type AnyCommand, type CommandExecutor, type CommandRequest, revised } from '@ctg/decider';
import type { Feed, RunningSubscription } from '@ctg/feed';
import type { Reaction, ReactionExecute } from './service-definition.js';

/**
 * Starts a service's process managers, each a consumer group of its own: a checkpoint of its own, a poison event of one
 * blocks no other. They act through commands whose Idempotency-Key is made from the event, so a delivery that comes
 * twice acts once.
 */
export function startReactions(
  service: string,
  reactions: readonly Reaction[],
  feed: Feed,
  executor: CommandExecutor,
): Promise<RunningSubscription[]> {
  return Promise.all(
    reactions.map((reaction) =>
      feed.subscribe({
        group: `${service}:reaction:${reaction.name}`,
        filter: { eventTypes: [...reaction.eventTypes, ...correctionTypesOf(reaction.eventTypes)] },
        acts: true,
        batchSize: 20,
        handle: async (events) => {
          for (const event of events) {
            const because = { event, service, reaction, executor };
            if (isCorrection(event.type)) await followCorrection(because);
            else await reaction.react(event, executeBecauseOf(because));
          }
        },
      }),
    ),
  );
}

interface Because {
  readonly event: PublishedEvent;
  readonly service: string;
  readonly reaction: Reaction;
  readonly executor: CommandExecutor;
}

const executeBecauseOf =
  (because: Because): ReactionExecute =>
  (command, asked) =>
    because.executor.execute(command, requestBecauseOf(because, command, asked));

/** Under a key made from the event: the same event asks for the same once. */
const requestBecauseOf = (
  { event, service, reaction }: Because,
  command: AnyCommand,
  { params, body, id }: Asked,
): CommandRequest => ({
  params,
  body: command.body.parse(body),
  actor: { subject: `service:${service}`, role: event.actor.role as Role, cafId: event.cafId },
  cafId: event.cafId,
  correlationId: event.correlationId,
  causationId: event.id,
  causedByEvent: true,
  // In a rehearsal what an event causes is known with it.
  ...(event.rehearsedAt === undefined ? {} : { recordedAt: event.rehearsedAt }),
  idempotencyKey: `${reaction.name}:${event.id}:${id ?? command.name}`,
});

type Asked = Parameters<ReactionExecute>[1];

/** What a reaction asks for because of an event, without its being done. */
async function askedBecauseOf({ reaction }: Because, event: PublishedEvent) {
  const asked: { readonly command: AnyCommand; readonly input: Asked }[] = [];
  await reaction.react(event, async (command, input) => {
    asked.push({ command, input });
    return { id: '', stream: '', revision: -1, events: [] };
  });
  return asked;
}

/**
 * An event that was reacted to is corrected or annulled: what was done because of it is corrected in its place or annulled,
 * and what is due only now is done.
 */
async function followCorrection(because: Because): Promise<void> {
  const { event, reaction, executor } = because;
  const { factId, factType, before, after, reason } = correctionIn(event);
  if (!reaction.eventTypes.includes(factType)) return;
  const saying = ({ version, data, ...days }: Saying): PublishedEvent => ({
    ...event,
    id: factId,
    type: factType,
    data: newestData(factType, data as PublishedEvent['data'], version),
    ...(days as Pick<PublishedEvent, 'occurredOn' | 'effectiveOn'>),
  });
  const then = await askedBecauseOf(because, saying(before));
  const now = after ? await askedBecauseOf(because, saying(after)) : [];
  // As if the event had said so from the start: done once, under the key of the event itself.
  if (after)
    for (const { command, input } of now)
      await executeBecauseOf({ ...because, event: saying(after) })(command, input);
  const due = new Map(now.map((one) => [nameOf(one), one]));
  for (const [name, { command, input }] of new Map([...then, ...now].map((one) => [nameOf(one), one]))) {
    const asked = requestBecauseOf({ ...because, event: saying(before) }, command, input);
    const still = due.get(name);
    const revision = { asked, reason, ...(still ? { body: command.body.parse(still.input.body) } : {}) };
    // Without a key: a repetition finds that nothing is left to do.
    const { idempotencyKey: _key, ...request } = requestBecauseOf(because, command, input);
    await executor.execute(revised(command, revision), request);
  }
}

const nameOf = ({ command, input }: Awaited<ReturnType<typeof askedBecauseOf>>[number]) =>
  JSON.stringify([command.name, input.params, input.id]);
