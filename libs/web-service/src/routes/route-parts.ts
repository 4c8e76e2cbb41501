import type { TokenVerifier } from '@ctg/access';
import type { EventStore } from '@ctg/event-store';
import type { RunningProjections } from '@ctg/read-model';
import type { TablesFor } from '../access/tables-for.js';

/** What a controller of a service's own works with. */
export interface RouteParts {
  readonly store: EventStore;
  /** The tables, as a person sees them. */
  readonly tables: TablesFor;
  readonly projections: RunningProjections;
  readonly verifier: TokenVerifier;
}
