import { isChangedNothing, type NewEvent, type PublishedEvent } from '@ctg/contracts';
import type { JsonObject } from '@ctg/event-store';
import { ownState } from '../decider.js';
import type { AnyDecider } from '../define-command.js';
import { Turns } from '../turns.js';
import { RecordedHistory } from './recorded-fact.js';

/** A stream folded from its beginning, and which of its events said nothing to the state. */
export interface FoldedAgain<State> {
  readonly state: State;
  readonly withoutEffect: ReadonlySet<string>;
}

/**
 * Folds a whole history as it holds, step by step; the event loop goes on meanwhile.
 * @param watchFrom from this revision on it is noted which events change nothing
 */
export async function foldAgain<State>(
  decider: AnyDecider,
  history: RecordedHistory,
  watchFrom: number,
): Promise<FoldedAgain<State>> {
  const withoutEffect = new Set<string>();
  const turns = new Turns();
  let state = ownState(decider.initial) as State;
  let seen: string | undefined;
  for (const event of history.holding()) {
    if (isChangedNothing(event.type)) continue;
    const isWatched = event.revision >= watchFrom;
    if (isWatched) seen ??= JSON.stringify(state);
    state = decider.evolve(state, structuredClone(event));
    if (isWatched) {
      const now = JSON.stringify(state);
      if (now === seen) withoutEffect.add(event.id);
      seen = now;
    }
    await turns.give();
  }
  return { state, withoutEffect };
}

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
