import type { Role } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import type { CommandExecutor } from '@ctg/decider';
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
        filter: { eventTypes: reaction.eventTypes },
        acts: true,
        batchSize: 20,
        handle: async (events) => {
          for (const event of events) {
            await reaction.react(event, executeBecauseOf(event, service, reaction.name, executor));
          }
        },
      }),
    ),
  );
}

function executeBecauseOf(
  event: PublishedEvent,
  service: string,
  reaction: string,
  executor: CommandExecutor,
): ReactionExecute {
  return (command, { params, body, id }) =>
    executor.execute(command, {
      params,
      body: command.body.parse(body),
      actor: { subject: `service:${service}`, role: event.actor.role as Role, cafId: event.cafId },
      cafId: event.cafId,
      correlationId: event.correlationId,
      causationId: event.id,
      causedByEvent: true,
      idempotencyKey: `${reaction}:${event.id}:${id ?? command.name}`,
    });
}
