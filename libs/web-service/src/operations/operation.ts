import type { Actor, Role } from '@ctg/access';
import type { Feed, FeedStatus } from '@ctg/feed';
import type { z } from 'zod';
import type { Answered } from '../answers/answered.js';
import type { ConventionAdmission } from '../known-conventions/admission.js';
import type { ConsumerGroups } from './consumer-groups.js';

/** Something a service does by itself, beside answering; its status is part of the service's health. */
export interface Background {
  status(): FeedStatus;
  stop(): Promise<void>;
}

/** What an operation works on. */
export interface OperationSurroundings {
  /** Every feed of the service: of its own events, and of those of others. */
  readonly feeds: readonly Feed[];
  readonly background?: Background;
  /** Every consumer group of the service. */
  readonly groups: ConsumerGroups;
  /** Who may read which convention. */
  readonly admission: ConventionAdmission;
}

/**
 * Something that those who run the platform do: it changes no convention and is no command. GET takes its input from the
 * query string, POST from the body.
 */
export interface Operation<Input = unknown, Answer = unknown> {
  /** `partners.list-dead-letters`. */
  readonly name: string;
  /** French. */
  readonly title: string;
  readonly roles: readonly Role[];
  readonly method: 'GET' | 'POST';
  readonly route: string;
  /** `z.strictObject`. */
  readonly input: z.ZodType<Input>;
  /** What is answered, for the documentation and typed clients; tests hold every answer against it. */
  readonly answerSchema: z.ZodType<Answer>;
  run(
    input: Input,
    surroundings: OperationSurroundings & { readonly actor: Actor },
  ): Promise<Answered<NoInfer<Answer>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds operations of every shape
export type AnyOperation = Operation<any, any>;

/** Defines an operation; the types of its input and answer are inferred. */
export const defineOperation = <Input, Answer>(
  operation: Operation<Input, Answer>,
): Operation<Input, Answer> => operation;
