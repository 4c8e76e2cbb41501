import type { Actor } from '@ctg/access';
import type { ReadModelAccess, RouteParams } from '@ctg/decider';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { checkAnswer } from '../answers/check-answer.js';
import { checkingReads } from '../answers/check-reads.js';
import { knownConventionProjection } from '../known-conventions/known-convention.js';
import type { AnyQuery } from '../service-definition.js';

export const READ_MODEL = Symbol('read model access');

/** What a question is answered from, and what says who may ask it. */
export const readsOf = ({ reads, route }: AnyQuery): AnyQuery['reads'] =>
  route.includes(':conventionId') ? [...reads, knownConventionProjection] : reads;

/** A question on its way through the QueryBus. */
export class RunQuery extends Query<unknown> {
  constructor(
    readonly definition: AnyQuery,
    readonly input: { readonly query: unknown; readonly params: RouteParams; readonly actor: Actor },
  ) {
    super();
  }
}

/** Answers every question of the service from its own tables. */
@QueryHandler(RunQuery)
export class RunQueryHandler implements IQueryHandler<RunQuery> {
  constructor(@Inject(READ_MODEL) private readonly readModel: ReadModelAccess) {}

  async execute({ definition, input }: RunQuery): Promise<unknown> {
    const readModel = checkingReads(definition.name, readsOf(definition), this.readModel);
    const answer = await definition.answer({ ...input, readModel });
    checkAnswer(definition.name, definition.answerSchema, answer);
    return answer;
  }
}
