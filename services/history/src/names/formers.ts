import type { PublishedEvent } from '@ctg/contracts';
import { EvidenceTakenOver } from '@ctg/contracts/diagnostics';

/** The conventions of which these events take something over: what it is called stands there. */
export function formersIn(events: readonly Pick<PublishedEvent, 'type' | 'data'>[]): readonly string[] {
  const taken = events.filter(({ type }) => type === EvidenceTakenOver.type);
  return [...new Set(taken.map(({ data }) => String(data.previousConventionId)))];
}
