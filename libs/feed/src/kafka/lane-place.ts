import type { Lane } from '../lanes/lanes.js';

/** Where a delivery leaves its lane. */
export interface LanePlace {
  readonly lane: Lane;
  readonly position: bigint;
  readonly nextOffset: bigint;
}
