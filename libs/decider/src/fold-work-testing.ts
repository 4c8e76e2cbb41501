import { randomUUID } from 'node:crypto';
import type { AnyEventDefinition, NewEvent } from '@ctg/contracts';
import { goldensOf } from '@ctg/contracts/schemas';
import type { JsonObject, JsonValue } from '@ctg/event-store';
import { CountedWork } from './counted-work.js';
import { type Decider, ownState } from './decider.js';
import type { AnyCommand } from './define-command.js';

/** So many events of each type are folded. */
const many = 50_000;
/** The work of so many events in a row is counted, after the first so many and each time there are four times as many. */
const counted = 20;
const first = 100;
/** Later ones may touch so many times what the first ones did: a logarithm passes, a copy of all before does not. */
const tolerance = 3;

/**
 * Registers the tests that a fold takes work for its events and not for what it has gathered: 50,000 of each event type,
 * always another one and always the same, after what begins a stream. What is counted is the properties of the state
 * that are touched, never time; a fold whose work grows is stopped early.
 *
 *     foldsInLinearTime(action, { begins: [ActionProposed(...)], events: [OperationAdded, RoleAssigned] });
 *
 * The events are made from their golden files. In "always another one" every UUID and every number in digits (a SIREN, a
 * commune) is another each time, except those that `begins` names.
 *
 * An event of the decider that is neither among them nor `bounded` fails: those of which the rules allow but a few, whose fold looks
 * through what was before. Answers which decider it was, for `everyDeciderIsFolded`.
 */
export function foldsInLinearTime<State>(
  decider: Decider<State>,
  { begins = [], events, bounded = [] }: FoldedEvents,
): string {
  describe(`${decider.category} is folded in linear time`, () => {
    test('all of its events are', () => {
      const named = new Set([...begins, ...events, ...bounded].map(({ type }) => type));
      expect((decider.eventTypes ?? []).filter((type) => !named.has(type))).toEqual([]);
    });
    test.each(events.map((event) => [event.type, event] as const))('%s', (type, { version }) => {
      const data = goldensOf(type, version)[0]?.data as JsonObject | undefined;
      if (!data) throw new Error(`${type} has no golden file of version ${version}.`);
      const known = new Set(begins.flatMap((event) => [...stringsOf(event.data as JsonValue)]));
      assertLinear(decider, begins, type, () => data);
      assertLinear(decider, begins, type, another(data, known) as (n: number) => JsonObject);
    });
  });
  return decider.category;
}

interface FoldedEvents {
  /** What a stream begins with; not folded many times. */
  readonly begins?: readonly NewEvent[];
  readonly events: readonly AnyEventDefinition[];
  readonly bounded?: readonly AnyEventDefinition[];
}

/** Registers the test that the decider of every command of a service is among those of `foldsInLinearTime`. */
export function everyDeciderIsFolded(
  categories: readonly string[],
  commands: readonly Pick<AnyCommand, 'decider'>[],
): void {
  test('every decider of a command is folded in linear time', () => {
    const decided = new Set(commands.map(({ decider }) => decider.category));
    expect([...decided].filter((category) => !categories.includes(category))).toEqual([]);
  });
}

/**
 * Folds 50,000 events of a type, the nth with this data.
 * @throws Error when an event comes to touch more and more of the state
 */
export function assertLinear<State>(
  decider: Decider<State>,
  begins: readonly NewEvent[],
  type: string,
  nth: (n: number) => JsonObject,
): void {
  const fold = (state: State, event: { readonly type: string; readonly data: JsonObject }) =>
    decider.evolve(state, { ...event, occurredOn: '2026-01-01' });
  let state = ownState(decider.initial);
  for (const event of begins) state = fold(state, { type: event.type, data: event.data as JsonObject });
  let allowed: number | undefined;
  let next = first;
  for (let n = 1; n <= many; n++) {
    state = fold(state, { type, data: nth(n) });
    if (n !== next && n !== many) continue;
    next *= 4;
    // On a copy, so that nothing of the counting stays in the state; the last has nothing to come after it.
    const before = n === many ? state : structuredClone(state);
    const work = workOfNext(fold, before, (further) => ({ type, data: nth(n + further) }));
    allowed ??= work * tolerance + counted;
    if (work > allowed)
      throw new Error(
        `Folding ${type} into ${decider.category} touches more and more of its state: ${counted} events touch ${work} ` +
          `properties after ${n} of them, where ${allowed} would do. Copy and look through nothing that grows.`,
      );
  }
}

function workOfNext<State, Event>(
  fold: (state: State, event: Event) => State,
  before: State,
  nth: (further: number) => Event,
): number {
  const work = new CountedWork();
  let state = work.watch(before);
  for (let further = 1; further <= counted; further++) state = work.watch(fold(state, nth(further)));
  return work.total;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const digits = /^\d{5,}$/;
const run = randomUUID().slice(0, 23);

/** Makes the same with other ids: of this run, the nth, and the one that this id becomes everywhere in it. */
function another(value: JsonValue, known: ReadonlySet<string>): (n: number) => JsonValue {
  if (typeof value === 'string') {
    if (known.has(value) || !(uuid.test(value) || digits.test(value))) return () => value;
    const own = hash(value) % 1_000;
    if (!uuid.test(value)) return (n) => String(n * 1_000 + own).padStart(value.length, '0');
    return (n) => `${run}-${String(n * 1_000 + own).padStart(12, '0')}`;
  }
  if (typeof value !== 'object' || value === null) return () => value;
  const made = Object.entries(value).map(([key, entry]) => [key, another(entry, known)] as const);
  if (Array.isArray(value)) return (n) => made.map(([, make]) => make(n));
  return (n) => {
    const copy: Record<string, JsonValue> = {};
    for (const [key, make] of made) copy[key] = make(n);
    return copy;
  };
}

const hash = (text: string): number =>
  [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 99_991, 7);

function* stringsOf(value: JsonValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const entry of Object.values(value)) yield* stringsOf(entry);
}
