import { isChangedNothing, type NewEvent, type PublishedEvent } from '@ctg/contracts';
import type { JsonObject } from '@ctg/event-store';
import { CountedWork, isSame } from '../counted-work.js';
import { ownState } from '../decider.js';
import type { AnyDecider } from '../define-command.js';
import { Turns } from '../turns.js';
import { RecordedHistory } from './recorded-fact.js';

/** A stream folded from its beginning, and which of its events said nothing to the state. */
export interface FoldedAgain<State> {
  readonly state: State;
  readonly withoutEffect: ReadonlySet<string>;
}

/** Folds a whole history as it holds, step by step; the event loop goes on meanwhile. */
export async function foldAgain<State>(
  decider: AnyDecider,
  history: Pick<RecordedHistory, 'holding'>,
): Promise<FoldedAgain<State>> {
  const withoutEffect = new Set<string>();
  const turns = new Turns();
  const work = new CountedWork(true);
  let state = work.watch(ownState(decider.initial) as State);
  for (const event of history.holding()) {
    if (isChangedNothing(event.type)) continue;
    const { changes } = work;
    const next = decider.evolve(state, structuredClone(event));
    if (work.changes === changes && isSame(state, next)) withoutEffect.add(event.id);
    state = work.watch(next);
    await turns.give();
  }
  // A state is plain data: this is it, without what watched it.
  return { state: state === undefined ? state : (JSON.parse(JSON.stringify(state)) as State), withoutEffect };
}

/** What holds of the events before one, by what is known now: corrections that came after it count. */
export const historyUntil = (
  history: RecordedHistory,
  { revision }: PublishedEvent,
): Pick<RecordedHistory, 'holding'> => ({
  *holding() {
    for (const event of history.holding()) {
      if (event.revision >= revision) return;
      yield event;
    }
  },
});

/** A history with what is about to be recorded. */
export const historyWith = (history: RecordedHistory, ...more: readonly NewEvent[]): RecordedHistory =>
  new RecordedHistory([...history.events, ...more.map((event, index) => asRecorded(history, event, index))]);

function asRecorded({ events }: RecordedHistory, event: NewEvent, index: number): PublishedEvent {
  const last = events.at(-1);
  if (!last) throw new Error('What is corrected was recorded.');
  return {
    ...last,
    id: `about-to-be-recorded-${index}`,
    type: event.type,
    schemaVersion: event.schemaVersion,
    data: event.data as JsonObject,
    revision: last.revision + 1 + index,
  };
}
