import type { DataOf } from '@ctg/contracts';
import { AxisAdded, ObjectiveAdded } from '@ctg/contracts/action-plans';
import { defineDecider, notKnownYet, type RouteParams, type StreamAccess } from '@ctg/decider';

export type Axis = DataOf<typeof AxisAdded>;
export type Objective = DataOf<typeof ObjectiveAdded>;

/** An axis of a plan: added once, whole. One event a stream. */
export const axis = defineDecider<Axis>()({
  category: 'actionplans.axis',
  events: [AxisAdded],
  begins: { [AxisAdded.type]: (added) => added },
  steps: {},
});

/** An objective of an axis: added once, whole. One event a stream. */
export const objective = defineDecider<Objective>()({
  category: 'actionplans.objective',
  events: [ObjectiveAdded],
  begins: { [ObjectiveAdded.type]: (added) => added },
  steps: {},
});

/** The theme of an objective's axis, in this convention's plan. @throws Rejection `not-known-yet` */
export async function themeOfObjective(
  streams: StreamAccess,
  { conventionId = '' }: RouteParams,
  objectiveId: string,
): Promise<string> {
  const aimed = await streams.state(objective, conventionId, objectiveId);
  const under = aimed && (await streams.state(axis, conventionId, aimed.axisId));
  if (!under) throw notKnownYet('Objectif du plan de cette convention', objectiveId);
  return under.theme;
}
