export { type Carrying, carryCheckpoints, StillFollowing } from './checkpoint/carry-checkpoints.js';
export { type Extent, extentOf } from './checkpoint/extent.js';
export { forgetGroup } from './checkpoint/forget-group.js';
export {
  ensureCheckpoint,
  freeAllLeases,
  giveBackLease,
  type Lease,
  LeaseLost,
  lockCheckpoint,
  lockGroup,
  moveCheckpoint,
  placeGroup,
  readCheckpoint,
  takeLease,
} from './checkpoint/lease.js';
export { CheckpointAstray, type Mark } from './checkpoint/mark.js';
export { StoreWitness } from './checkpoint/store-witness.js';
export { type Incoming, orderKey, type ReadIncoming } from './delivery/incoming.js';
export { isOutage } from './delivery/outage.js';
export { backoff, pause } from './delivery/pause.js';
export { type GroupOrder, giveOrder, openOrders, orderDone, ordersOf } from './groups/group-orders.js';
export { PlacedAhead, type PlaceOrder, placeBack } from './groups/place-back.js';
export { type FeedHealth, feedHealth } from './health/feed-health.js';
export { progressNow } from './health/progress.js';
export { waitForPosition } from './health/wait-for-position.js';
export { Delivered, readLanes } from './lanes/lanes.js';
export { heldKeys, type Parking, park } from './parking/parked-events.js';
export type {
  CatchingUp,
  DiscardedEvent,
  Feed,
  FeedFilter,
  FeedHandler,
  FeedStatus,
  FeedSubscription,
  ParkedEvent,
  RunningSubscription,
} from './port.js';
export { ensureFeedTables } from './tables/feed-tables.js';
export { rows } from './tables/sql.js';
