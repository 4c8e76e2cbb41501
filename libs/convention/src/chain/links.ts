import type { DataOf } from '@ctg/contracts';
import type { PriorityProposed } from '@ctg/contracts/diagnostics';
import type { Diagnostic, Need } from '../diagnostic/index.js';
import type { Evidence, Protocol } from '../evaluation/index.js';
import type { Governance } from '../governance/governance.js';
import type { ActionWithProgress, ShownPlan } from '../plan/index.js';
import type { ChainKind } from './words.js';

type ById<One> = Readonly<Record<string, One>>;

/** What the chain is made of, as it holds on a day. */
export interface ChainFacts {
  readonly diagnostic?: Diagnostic | undefined;
  readonly needs: ById<Need>;
  readonly priorities: ById<DataOf<typeof PriorityProposed>>;
  readonly plan?: ShownPlan | undefined;
  readonly actions: ById<ActionWithProgress>;
  readonly protocols: ById<Protocol>;
  /** By protocol. */
  readonly evidence: ById<Evidence>;
  readonly decisions: Governance['decisions'];
  /** The conventions of which something is taken over. */
  readonly formers?: readonly FormerChain[];
}

/** A thing of the chain. */
export interface Link {
  /** By which the chain knows it: an id is one among its kind. */
  readonly key: string;
  readonly kind: ChainKind;
  readonly id: string;
  readonly title: string;
  /** Of a thing that happened: its day. */
  readonly on?: string;
  /** What it is part of, for those that may be called alike: the action of an operation or indicator, the indicator of a measure. */
  readonly within?: string;
  /** Of what is another convention's: which; its title for who may see it. */
  readonly origin?: { readonly conventionId: string; readonly title?: string };
  /** It is taken over; else what is another convention's only leads to what is. */
  readonly takenOver?: true;
}

/** A piece of a former convention that another one has taken over, as the chain knows it. */
export interface TakenPiece {
  readonly kind: 'need' | 'measure' | 'judgement' | 'recommendation';
  readonly id: string;
  /** Of a recommendation: where it stands. */
  readonly protocolId?: string;
  readonly rank?: number;
}

/** A former convention, of which the chain goes on with what was taken over. */
export interface FormerChain {
  readonly conventionId: string;
  /** Absent for a reader who may not see that convention: they read what was taken over, and nothing above it. */
  readonly title?: string;
  readonly facts: ChainFacts;
  readonly taken: readonly TakenPiece[];
}

/** How the chain calls a thing. */
export const keyOf = (kind: ChainKind, id: string): string => `${kind}:${id}`;

/** The chain from needs to decisions, by key: what each thing leads to, and what it comes from, in the order of their recording. */
export interface Chain {
  readonly links: ReadonlyMap<string, Link>;
  readonly below: ReadonlyMap<string, readonly string[]>;
  readonly above: ReadonlyMap<string, readonly string[]>;
}
