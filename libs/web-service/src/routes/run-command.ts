import {
  type AnyCommand,
  CommandExecutor,
  type CommandOutcome,
  type CommandRequest,
  Rejection,
} from '@ctg/decider';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Counter } from 'prom-client';

export const EXECUTOR = Symbol('command executor');
export const COMMAND_COUNTER = Symbol('command counter');

/** A command on its way through the CommandBus. */
export class RunCommand extends Command<CommandOutcome> {
  constructor(
    readonly definition: AnyCommand,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

/** Executes every command of the service; counts them by outcome. */
@CommandHandler(RunCommand)
export class RunCommandHandler implements ICommandHandler<RunCommand> {
  constructor(
    @Inject(EXECUTOR) private readonly executor: CommandExecutor,
    @Inject(COMMAND_COUNTER) private readonly counter: Counter<'command' | 'outcome'>,
  ) {}

  async execute({ definition, request }: RunCommand): Promise<CommandOutcome> {
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
