import type { ConventionState } from './convention-state.js';

/** A list inside a state. */
export interface Section {
  /** The last piece of its path; no two are the same. */
  readonly name: string;
  /** `signatories`, `territory.communes`, `diagnostic.values`. */
  readonly path: string;
  readonly items: readonly unknown[];
}

/** Where the lists of a state stand; what is said of a convention itself is no list to turn pages of. */
const places = ['', 'territory', 'diagnostic', 'plan', 'evaluation'] as const;

type Fields = Readonly<Record<string, unknown>>;

const fieldsAt = (state: ConventionState, place: string): Fields =>
  ((place === '' ? state : state[place]) ?? {}) as Fields;

/** Every list of a state. */
export const sectionsOf = (state: ConventionState): readonly Section[] =>
  places.flatMap((place) =>
    Object.entries(fieldsAt(state, place)).flatMap(([name, items]) =>
      Array.isArray(items) ? [{ name, path: place === '' ? name : `${place}.${name}`, items }] : [],
    ),
  );

/** A state without its lists. */
export function summaryOf(state: ConventionState): Fields {
  const [, ...inside] = places;
  const cut = inside.flatMap((place) =>
    state[place] === undefined ? [] : [[place, withoutLists(fieldsAt(state, place))] as const],
  );
  return { ...withoutLists(state), ...Object.fromEntries(cut) };
}

const withoutLists = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !Array.isArray(value) && value !== undefined),
  );
