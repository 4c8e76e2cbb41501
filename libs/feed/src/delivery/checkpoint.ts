import type { EntityManager } from 'typeorm';
import type { Incoming } from './incoming.js';

/** How far a delivery has come, in the transaction of its effect. A place is what the adapter resumes from. */
export interface Checkpoint<Place> {
  /** First statement of every delivery: from here to the commit nobody else moves it. @throws LeaseLost */
  lock(transaction: EntityManager): Promise<void>;
  /** Moves it over this batch, up to this place, and prolongs the lease. @throws LeaseLost */
  move(transaction: EntityManager, batch: readonly Incoming<Place>[], upTo: Place): Promise<void>;
}
