import type { DataOf } from '@ctg/contracts';
import type { offerStatus } from '@ctg/contracts/diagnostics';
import { notKnownYet } from '@ctg/decider';
import type { z } from 'zod';

/** A version that the copil validated. */
interface FrozenVersion {
  readonly version: number;
  readonly decisionId: string;
}

export interface OpenDiagnostic {
  readonly phase: 'open';
  readonly cogVintage: number;
  /** What was counted, by value: see `subjectOfValue`. */
  readonly values: Readonly<Record<string, string>>;
  /** The value that counts it. */
  readonly valueOf: Readonly<Record<string, string>>;
  readonly offers: Readonly<Record<string, z.infer<typeof offerStatus>>>;
  readonly consultations: Readonly<Record<string, true>>;
  /** Ids of the evidence by need. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** Ids of the needs by priority. */
  readonly priorities: Readonly<Record<string, readonly string[]>>;
  readonly ranking: readonly string[];
  readonly rankingDecisionId?: string;
  readonly frozen: readonly FrozenVersion[];
  /** Contributions since the last frozen version. */
  readonly changes: number;
  /** SHA-256 over every contribution so far, in order. */
  readonly contentsHash: string;
}

export type Diagnostic = { readonly phase: 'unopened' } | OpenDiagnostic;

/** The diagnostic, or "not known yet": it opens by itself a moment after its convention. */
export function opened(state: Diagnostic, conventionId: string | undefined): OpenDiagnostic {
  if (state.phase === 'unopened') throw notKnownYet('Diagnostic de la convention', conventionId ?? '');
  return state;
}

/** The version that today's contributions prepare. */
export const preparedVersion = ({ frozen }: OpenDiagnostic): number => frozen.length + 1;

export type Evidence = DataOf<typeof import('@ctg/contracts/diagnostics').NeedIdentified>['evidence'][number];

/** What an id names in this diagnostic, as evidence; undefined when nothing. */
export function evidenceOf(state: OpenDiagnostic, id: string): Evidence | undefined {
  if (state.values[id] !== undefined) return { kind: 'value', id };
  if (state.offers[id] !== undefined) return { kind: 'offer', id };
  if (state.consultations[id] !== undefined) return { kind: 'consultation', id };
  return undefined;
}
