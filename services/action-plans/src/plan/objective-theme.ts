import { notKnownYet, type ReadModelAccess, type RouteParams } from '@ctg/decider';
import type { Plan } from './plan.js';

/** The theme of an objective's axis, in this convention's plan. @throws Rejection `not-known-yet` */
export async function themeOfObjective(
  readModel: ReadModelAccess,
  { conventionId }: RouteParams,
  objectiveId: string,
): Promise<string> {
  const [row] = await readModel.query<{ document: Plan }>(
    'SELECT document FROM plan WHERE convention_id = $1',
    [conventionId],
  );
  const objective = row?.document.objectives.find((one) => one.objectiveId === objectiveId);
  const axis = row?.document.axes.find((one) => one.axisId === objective?.axisId);
  if (!axis) throw notKnownYet('Objectif du plan de cette convention', objectiveId);
  return axis.theme;
}
