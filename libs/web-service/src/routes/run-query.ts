import type { Actor } from '@ctg/access';
import type { RouteParams } from '@ctg/decider';
import { Inject, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { TablesFor } from '../access/tables-for.js';
import { checkAnswer } from '../answers/check-answer.js';
import { checkingReads } from '../answers/check-reads.js';
import { knownConventionProjection } from '../known-conventions/known-convention.js';
import { classNameOf, named, onceFor } from '../module/made-class.js';
import type { AnyQuery } from '../service-definition.js';

/** What a question is answered from, and what says who may ask it. */
export const readsOf = ({ reads, route }: AnyQuery): AnyQuery['reads'] =>
  route.includes(':conventionId') ? [...reads, knownConventionProjection] : reads;

/** What a question is asked with. */
export interface QueryInput {
  readonly query: unknown;
  readonly params: RouteParams;
  readonly actor: Actor;
}

/** A question on its way through the QueryBus: `new (queryClass(listConventions))(input)`. */
export interface QueryMessage extends Query<unknown> {
  readonly input: QueryInput;
}

/** The class of a question's messages, `ListConventions`: always the same for the same definition. */
export const queryClass = onceFor((definition: AnyQuery): (new (input: QueryInput) => QueryMessage) =>
  named(
    classNameOf(definition.name),
    class extends Query<unknown> {
      constructor(readonly input: QueryInput) {
        super();
      }
    },
  ),
);

/** The provider that answers one question from the service's own tables, `ListConventionsHandler`. */
export function queryHandler(definition: AnyQuery): Type<IQueryHandler<QueryMessage>> {
  const message = queryClass(definition);
  class Handler implements IQueryHandler<QueryMessage> {
    constructor(@Inject(TablesFor) private readonly tables: TablesFor) {}

    async execute({ input }: QueryMessage): Promise<unknown> {
      const readModel = checkingReads(definition.name, readsOf(definition), this.tables.person(input.actor));
      const answer = await definition.answer({ ...input, readModel });
      checkAnswer(definition.name, definition.answerSchema, answer);
      return answer;
    }
  }
  QueryHandler(message)(Handler);
  return named(`${message.name}Handler`, Handler);
}
