import type { TokenVerifier } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import type { RunningProjections } from '@ctg/read-model';

/** What a controller of a service's own works with. */
export interface RouteParts {
  readonly store: EventStore;
  readonly readModel: ReadModelAccess;
  readonly projections: RunningProjections;
  readonly verifier: TokenVerifier;
}
