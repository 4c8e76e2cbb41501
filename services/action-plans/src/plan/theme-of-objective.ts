import { axis, objective } from '@ctg/convention/plan';
import { notKnownYet, type RouteParams, type StreamAccess } from '@ctg/decider';

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
