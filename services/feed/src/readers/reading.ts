import { projectionGroup } from '@ctg/read-model';
import type { RouteParts } from '@ctg/web-service';
import { knownConventionProjection } from '@ctg/web-service';
import type { Sources } from './read-page.js';
import { RightsKnown } from './rights-known.js';

/** What every reading of this service shares. */
export interface Reading extends Sources {
  readonly verifier: RouteParts['verifier'];
}

/** Makes it from what the service runs with. */
export function reading({ store, tables, projections, verifier }: RouteParts): Reading {
  const wanted = projectionGroup(knownConventionProjection);
  const learned = () => {
    const status = projections.statuses().find(({ group }) => group === wanted);
    if (!status) throw new Error(`The group ${wanted} does not run: the feed cannot tell who may see what.`);
    return BigInt(status.position);
  };
  return { store, tables, verifier, rightsKnown: new RightsKnown(learned) };
}
