import { Get, HttpCode, Inject, Post, type Type } from '@nestjs/common';
import type { AuthenticatedRequest } from '../access/access-guard.js';
import { checkAnswer } from '../answers/check-answer.js';
import { route } from '../routes/command-route.js';
import { shaped } from '../routes/request-parts.js';
import type { AnyOperation, OperationSurroundings } from './operation.js';

export const OPERATION_SURROUNDINGS = Symbol('operation surroundings');

/** The NestJS controller of one operation. */
export function operationRoute(service: string, operation: AnyOperation): Type<unknown> {
  class OperationRoute {
    constructor(@Inject(OPERATION_SURROUNDINGS) private readonly surroundings: OperationSurroundings) {}

    async handle({ query, body, actor }: AuthenticatedRequest): Promise<unknown> {
      const given = operation.method === 'GET' ? query : body;
      const answer = await operation.run(shaped(operation.input, given ?? {}), {
        ...this.surroundings,
        actor,
      });
      checkAnswer(operation.name, operation.answerSchema, answer);
      return answer;
    }
  }
  const verb = operation.method === 'GET' ? Get(operation.route) : Post(operation.route);
  route(OperationRoute, service, verb, operation);
  const method = Object.getOwnPropertyDescriptor(OperationRoute.prototype, 'handle') as PropertyDescriptor;
  HttpCode(200)(OperationRoute.prototype, 'handle', method);
  return OperationRoute;
}
