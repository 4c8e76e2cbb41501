import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import type { z } from 'zod';
import { isCorrecting } from './corrections/correct-fact.js';
import type { AnyCommand, RouteParams } from './define-command.js';
import { given } from './given-testing.js';
import { Rejection } from './rejection.js';

/** A command as it is sent, what went before, and another value for each field of its body. */
export interface SentCommand {
  readonly command: AnyCommand;
  readonly past?: readonly NewEvent[];
  readonly params?: RouteParams;
  readonly actor?: Partial<Actor>;
  readonly today?: string;
  /** What its look-up finds, for a body. */
  readonly facts?: (body: Record<string, unknown>) => unknown;
  readonly body: Readonly<Record<string, unknown>>;
  /** Another value for each field, as valid as the first. */
  readonly others: Readonly<Record<string, unknown>>;
  /** Fields that ask for nothing to be recorded: they permit what else would be refused. */
  readonly permissions?: readonly string[];
  /** Fields that name the stream: another value is about another thing. */
  readonly names?: readonly string[];
}

/**
 * Holds every command of a service to it that a success records what was sent: another value for any field makes other
 * events or a refusal, the first time as well as after the command was executed; the same again, with its lists in
 * another order, makes either a refusal or no event where the same did so.
 */
export function recordsWhatIsSent(commands: readonly AnyCommand[], table: readonly SentCommand[]): void {
  test('every command is in the table, with another value for each of its fields', () => {
    const named = table.map(({ command }) => command.name);
    // Corrections are held to it by a test of their own: what they decide is found by their look-up.
    const held = commands.filter((command) => !isCorrecting(command)).map(({ name }) => name);
    expect(held.filter((name) => !named.includes(name))).toEqual([]);
    for (const { command, others, permissions = [], names = [] } of table) {
      const fields = Object.keys((command.body as unknown as z.ZodObject).shape);
      expect([command.name, [...Object.keys(others), ...permissions, ...names].sort()]).toEqual([
        command.name,
        fields.sort(),
      ]);
    }
  });

  test.each(table.map((row) => [row.command.name, row] as const))('%s records what is sent', (_name, row) => {
    const { past = [], body, others } = row;
    const first = sent(row, past, body);
    expect(first instanceof Rejection ? first.explanation : first.length).toBeGreaterThan(0);
    for (const [field, other] of Object.entries(others)) {
      const outcome = sent(row, past, { ...body, [field]: other });
      const isSeen = outcome instanceof Rejection || JSON.stringify(outcome) !== JSON.stringify(first);
      expect([field, isSeen]).toEqual([field, true]);
    }
  });

  // What makes a thing makes another one each time.
  const acting = table.filter(({ command }) => command.creates === undefined);
  test.each(acting.map((row) => [row.command.name, row] as const))('%s sent again', (_name, row) => {
    const { past = [], body, others } = row;
    const after = [...past, ...(sent(row, past, body) as readonly NewEvent[])];
    const again = sent(row, after, body);
    const isThere = !(again instanceof Rejection) && again.length === 0;
    if (isThere) expect(sent(row, after, turned(body) as typeof body)).toEqual([]);
    for (const [field, other] of Object.entries(others)) {
      const outcome = sent(row, after, { ...body, [field]: other });
      if (!(outcome instanceof Rejection)) expect([field, outcome]).not.toEqual([field, []]);
      else if (outcome.explanation.code === 'recorded-otherwise') {
        expect(outcome.explanation.found).toContain(`${field} : `);
      }
    }
  });
}

function sent(
  { command, params, actor, today = '2026-11-23', facts }: SentCommand,
  past: readonly NewEvent[],
  body: Readonly<Record<string, unknown>>,
): readonly NewEvent[] | Rejection {
  try {
    return given<unknown>(command.decider, ...past)
      .when<unknown, unknown>(command, body, {
        today,
        facts: facts?.(body),
        ...(params === undefined ? {} : { params }),
        ...(actor === undefined ? {} : { actor }),
      })
      .events();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

/** With its lists from the last to the first, to its depths; a list whose order says something says so by its name. */
function turned(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((one) => turned(one));
    return name === 'ranking' ? inner : inner.reverse();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field, turned(held, field)]));
}
