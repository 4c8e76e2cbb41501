import { createHash } from 'node:crypto';
import type { DataOf, PublishedEvent } from '@ctg/contracts';
import {
  ConsultationRecorded,
  type DiagnosticVersionFrozen,
  diagnosticContributions,
  NeedIdentified,
  OfferListed,
  PriorityProposed,
  ValueRecorded,
} from '@ctg/contracts/diagnostics';

type Counts = DataOf<typeof DiagnosticVersionFrozen>['contents'];

/**
 * What a convention's diagnostic holds, after so many contributions in the order of the store. A frozen version names
 * the last of them: with their number and their hash anybody who has the events can prove what the version held.
 */
export interface Contents {
  readonly counts: Counts;
  readonly contributions: number;
  /** Id of the event that the last contribution is; empty before the first. */
  readonly lastContributionId: string;
  /** SHA-256 over every contribution so far, each hashed with what came before it. */
  readonly hash: string;
}

export const nothingYet: Contents = {
  counts: { values: 0, offers: 0, consultations: 0, needs: 0, priorities: 0 },
  contributions: 0,
  lastContributionId: '',
  hash: '0'.repeat(64),
};

/** What adds a thing, and which. */
const counted: Readonly<Record<string, keyof Counts>> = {
  [ValueRecorded.type]: 'values',
  [OfferListed.type]: 'offers',
  [ConsultationRecorded.type]: 'consultations',
  [NeedIdentified.type]: 'needs',
  [PriorityProposed.type]: 'priorities',
};

/** The types of the events that change what a diagnostic holds. */
export const contributionTypes: readonly string[] = diagnosticContributions.map(({ type }) => type);

/** The contents after one more contribution. */
export function contributed(
  before: Contents,
  { id, type, data }: Pick<PublishedEvent, 'id' | 'type' | 'data'>,
): Contents {
  const thing = counted[type];
  const { counts } = before;
  return {
    counts: thing === undefined ? counts : { ...counts, [thing]: counts[thing] + 1 },
    contributions: before.contributions + 1,
    lastContributionId: id,
    hash: createHash('sha256')
      .update(before.hash)
      .update(type)
      .update(JSON.stringify(data, sortedFields))
      .digest('hex'),
  };
}

/** The order of an event's fields is none of its contents. */
const sortedFields = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
