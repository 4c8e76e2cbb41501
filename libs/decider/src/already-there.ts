import type { NewEvent } from '@ctg/contracts';
import { type Rejection, refused } from './rejection.js';

/** Events that a decision made: one at least. */
export type Events<Event extends NewEvent = NewEvent> = readonly [Event, ...Event[]];

/** What a decision comes to: something to record, or that all of it is there already. */
export type Decision<Event extends NewEvent = NewEvent> = Events<Event> | AlreadyThere;

/** Nothing to record: what is asked for is there, as `recorded` says in the words of the command's body. */
export interface AlreadyThere {
  readonly recorded: object;
}

/**
 * The answer of a command that has nothing to record, the only one there is. Everything that was sent is compared with
 * what is recorded; a field that is not named here counts as not recorded, so that none is ever swallowed.
 * @param recorded by the fields of the body: what is recorded of each
 */
export const alreadyThere = (recorded: object): AlreadyThere => ({ recorded });

/**
 * True when everything that was sent is what is recorded: fields that were left out say nothing, and a list is a set (a
 * command whose list has an order compares it itself).
 */
export const isRecorded = (sent: object, recorded: object): boolean => differing(sent, recorded).length === 0;

/** @throws Rejection 409 `recorded-otherwise`, with what differs */
export function assertRecorded(body: unknown, { recorded }: AlreadyThere): void {
  const sent = Object(body) as object;
  const fields = differing(sent, recorded);
  if (fields.length > 0) throw recordedOtherwise(fields, sent, recorded);
}

function recordedOtherwise(fields: readonly string[], sent: object, recorded: object): Rejection {
  const told = (values: object) =>
    fields.map((field) => `${field} : ${said(heldIn(values, field))}`).join(' ; ');
  return refused({
    code: 'recorded-otherwise',
    title: 'C’est déjà enregistré, mais autrement : rien n’a été changé.',
    expected: told(recorded),
    found: told(sent),
    advice: 'Renvoyez la demande sans ce qui diffère, ou corrigez d’abord ce qui est enregistré.',
  });
}

/** The fields that were sent and are not so recorded. */
const differing = (sent: object, recorded: object): string[] =>
  Object.entries(sent)
    .filter(
      ([field, value]) => value !== undefined && comparable(value) !== comparable(heldIn(recorded, field)),
    )
    .map(([field]) => field);

const heldIn = (from: object, field: string): unknown => (from as Record<string, unknown>)[field];

/** The same text for the same thing: fields in any order, lists as sets. */
function comparable(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(comparable))].sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const fields = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${fields
    .map(([field, held]) => `${JSON.stringify(field)}:${comparable(held)}`)
    .sort()
    .join()}}`;
}

const longestSaid = 120;

function said(value: unknown): string {
  if (value === undefined || value === null) return 'non enregistré';
  const whole = typeof value === 'string' ? `« ${value} »` : JSON.stringify(value);
  return whole.length <= longestSaid ? whole : `${whole.slice(0, longestSaid)}…`;
}
