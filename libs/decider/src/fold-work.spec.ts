import { DiagnosticOpened, ValueRecorded } from '@ctg/contracts/diagnostics';
import { CountedWork } from './counted-work.js';
import type { Decider } from './decider.js';
import { assertLinear, foldsInLinearTime } from './fold-work-testing.js';

interface Gathered {
  readonly ids: Record<string, string>;
  readonly list: string[];
}

/** Changes what it was given. */
const linear: Decider<Gathered> = {
  category: 'testing.linear',
  initial: { ids: {}, list: [] },
  evolve(state, { type, data }) {
    if (type !== ValueRecorded.type) return state;
    const id = String(data.valueId);
    state.ids[id] = String(data.indicator);
    state.list.push(id);
    return state;
  },
};
foldsInLinearTime(linear, { events: [DiagnosticOpened, ValueRecorded] });

/** The faults that it must find, each in a fold of one line. */
test.each<[string, Decider<Gathered>['evolve']]>([
  [
    'a map that is copied',
    (state, { data }) => ({ ...state, ids: { ...state.ids, [String(data.valueId)]: 'x' } }),
  ],
  ['a list that is copied', (state, { data }) => ({ ...state, list: [...state.list, String(data.valueId)] })],
  [
    'a list that is looked through',
    (state, { data }) => {
      if (!state.list.includes(String(data.valueId))) state.list.push(String(data.valueId));
      return state;
    },
  ],
  [
    'a list that is mapped',
    (state, { data }) => {
      state.list.push(String(data.valueId));
      return { ...state, list: state.list.map((id) => id) };
    },
  ],
  [
    'a map whose keys are listed',
    (state, { data }) => {
      state.ids[String(data.valueId)] = String(Object.keys(state.ids).length);
      return state;
    },
  ],
])('%s for each event is found', (_, evolve) => {
  const copying = { ...linear, category: 'testing.copying', evolve };
  expect(() => assertLinear(copying, [], ValueRecorded.type, (n) => ({ valueId: `v${n}` }))).toThrow(
    /diagnostics.ValueRecorded into testing.copying touches more and more/,
  );
});

test('a state that is no plain data is refused: what it copies could not be counted', () => {
  expect(() => new CountedWork().watch({ inside: new Map() }).inside).toThrow(/plain data.*Map/);
});
