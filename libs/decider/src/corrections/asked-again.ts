import { randomUUID } from 'node:crypto';
import type { Actor } from '@ctg/access';
import { frenchDay } from '@ctg/calendar';
import {
  definitionOfType,
  type NewEvent,
  newestData,
  type PublishedEvent,
  type Saying,
} from '@ctg/contracts';
import { type JsonObject, parseStreamName } from '@ctg/event-store';
import { z } from 'zod';
import { warnAfterEnd } from '../convention-frame.js';
import type { AnyCommand, DecideInput, LookUpInput, RouteParams } from '../define-command.js';
import { invalid, Rejection } from '../rejection.js';
import type { RecordedBy } from './recorded-by.js';

/** What is asked, and what is said in the fact's place. */
type Question = Pick<DecideInput<unknown, unknown>, 'body' | 'params' | 'facts' | 'actor'> & {
  readonly saying: Saying;
};

/** The command that records a fact, ready to be asked again what it says of it: as it holds, and as corrected. */
export interface AskedAgain {
  readonly command: AnyCommand;
  readonly type: string;
  /** What held when the fact was recorded, by what is known now. */
  readonly state: unknown;
  readonly before: Question | Rejection;
  readonly after: Question | Rejection;
}

/**
 * Looks up what the recording command decides on, in the name of whoever recorded the fact.
 * @param state the fact's stream, folded up to the fact
 */
export async function toAskAgain(
  { command, body }: RecordedBy,
  fact: PublishedEvent,
  state: unknown,
  [before, after]: readonly [Saying, Saying],
  { params, readModel, streams }: LookUpInput<unknown>,
): Promise<AskedAgain> {
  const actor = { ...fact.actor, cafId: fact.cafId } as Actor;
  const question = async (saying: Saying): Promise<Question | Rejection> => {
    const data = newestData(fact.type, saying.data as JsonObject, saying.version);
    const read = command.body.safeParse(bodyOf(command, body(data), saying.occurredOn));
    if (!read.success) return unreadable(fact.type, read.error);
    const named = { ...namesIn(command, fact, data), ...params };
    const asked = { body: read.data, params: named, actor };
    try {
      return { ...asked, saying, facts: await command.lookUp?.({ ...asked, readModel, streams }) };
    } catch (error) {
      if (error instanceof Rejection) return error;
      throw error;
    }
  };
  return {
    command,
    type: fact.type,
    state,
    before: await question(before),
    after: await question(after),
  };
}

/**
 * Says what the recording command says of the corrected fact. What it would refuse of the fact as it holds, too, keeps
 * nobody from correcting the rest.
 * @throws Rejection what the recording command refuses, and did not refuse before
 */
export function askAgain(
  asked: AskedAgain,
  now: Pick<DecideInput<unknown, unknown>, 'today' | 'frame' | 'warn'>,
): void {
  const refusal = refusalOf(asked, asked.after, now);
  if (refusal && !refusalOf(asked, asked.before, { ...now, warn: () => undefined })) throw refusal;
}

function refusalOf(
  { command, type, state }: AskedAgain,
  question: Question | Rejection,
  now: Pick<DecideInput<unknown, unknown>, 'today' | 'frame' | 'warn'>,
): Rejection | undefined {
  if (question instanceof Rejection) return question;
  try {
    const decision = command.decide({ ...question, ...now, newId: randomUUID }, state);
    if ('recorded' in decision) return undefined;
    if (!command.comesAfterTheEnd) warnAfterEnd(decision, now.frame, now.today, now.warn);
    const again = decision.find((event) => event.type === type);
    return again && contradiction(again, question.saying);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

/** The days of a fact are those that its fields say, where they say them. */
function contradiction(
  { occurredOn, effectiveOn }: Pick<NewEvent, 'occurredOn' | 'effectiveOn'>,
  saying: Saying,
): Rejection | undefined {
  const pairs = [
    [effectiveOn ?? occurredOn, saying.effectiveOn ?? saying.occurredOn],
    [effectiveOn && occurredOn, saying.occurredOn],
  ] as const;
  const [said, given] = pairs.find(([one, other]) => one !== undefined && one !== other) ?? [];
  if (said === undefined || given === undefined) return undefined;
  return invalid({
    code: 'invalid-correction',
    title: 'Le jour de ce fait n’est pas celui que dit son champ.',
    expected: frenchDay(said),
    found: frenchDay(given),
    advice: 'Corrigez le champ qui dit ce jour : le jour du fait le suit.',
  });
}

/** The fields that the command has, and the day of the fact where it is not one of the event's. */
function bodyOf({ body }: AnyCommand, told: Readonly<Record<string, unknown>>, occurredOn: string): unknown {
  if (!(body instanceof z.ZodObject)) return told;
  return Object.fromEntries(
    Object.entries(body.shape as Record<string, z.ZodType>).flatMap(([field, schema]) => {
      if (field in told) return [[field, asTold(schema, told[field])]];
      return saysWhenItHappened(schema) ? [[field, occurredOn]] : [];
    }),
  );
}

/** A list of things is told to a command by their ids. */
function asTold(schema: z.ZodType, value: unknown): unknown {
  if (!Array.isArray(value) || schema.safeParse(value).success) return value;
  return value.map((one: unknown) => (Object(one) as { readonly id?: unknown }).id ?? one);
}

function saysWhenItHappened(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional) return saysWhenItHappened(schema.unwrap() as z.ZodType);
  return schema.meta()?.['x-past'] === true;
}

/** What the command's route names: it stands in the event, or in the name of its stream. */
function namesIn({ route, creates }: AnyCommand, fact: PublishedEvent, data: JsonObject): RouteParams {
  const { part } = parseStreamName(fact.stream);
  const names = [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => name).concat(creates ?? []);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = data[name] ?? part;
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

const unreadable = (type: string, { issues }: z.ZodError) =>
  invalid({
    code: 'invalid-correction',
    title: 'Ce qui est envoyé ne peut pas valoir à la place de ce qui est enregistré.',
    expected: `ce que la commande accepte qui enregistre « ${definitionOfType(type)?.title ?? type} »`,
    found: issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('.')} : ${message}`)
      .join(' ; '),
  });
