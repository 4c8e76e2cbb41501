import {
  type AnyCommand,
  CommandExecutor,
  type CommandOutcome,
  type CommandRequest,
  Rejection,
} from '@ctg/decider';
import { Inject, type Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Counter } from 'prom-client';
import { classNameOf, named, onceFor } from '../module/made-class.js';

export const EXECUTOR = Symbol('command executor');
export const COMMAND_COUNTER = Symbol('command counter');

/** A command on its way through the CommandBus: `new (commandClass(registerOrganisation))(request)`. */
export interface CommandMessage extends Command<CommandOutcome> {
  readonly request: CommandRequest;
}

/** The class of a command's messages, `RegisterOrganisation`: always the same for the same definition. */
export const commandClass = onceFor(
  (definition: AnyCommand): (new (request: CommandRequest) => CommandMessage) =>
    named(
      classNameOf(definition.name),
      class extends Command<CommandOutcome> {
        constructor(readonly request: CommandRequest) {
          super();
        }
      },
    ),
);

/** The provider that executes one command, `RegisterOrganisationHandler`; it counts it by outcome. */
export function commandHandler(definition: AnyCommand): Type<ICommandHandler<CommandMessage>> {
  const message = commandClass(definition);
  class Handler implements ICommandHandler<CommandMessage> {
    constructor(
      @Inject(EXECUTOR) private readonly executor: CommandExecutor,
      @Inject(COMMAND_COUNTER) private readonly counter: Counter<'command' | 'outcome'>,
    ) {}

    async execute({ request }: CommandMessage): Promise<CommandOutcome> {
      try {
        const outcome = await this.executor.execute(definition, request);
        this.counter.inc({ command: definition.name, outcome: 'accepted' });
        return outcome;
      } catch (error) {
        const outcome = error instanceof Rejection ? 'rejected' : 'failed';
        this.counter.inc({ command: definition.name, outcome });
        throw error;
      }
    }
  }
  CommandHandler(message)(Handler);
  return named(`${message.name}Handler`, Handler);
}
