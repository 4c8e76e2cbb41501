import { type Actor, type Role, roles } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import type { ReadModelAccess } from '@ctg/decider';
import { scopeOf, visibleAmong, withOwnScope } from '@ctg/web-service';

/** Everybody who may see a convention; who runs the platform may see none. */
export const readers = (Object.keys(roles) as Role[]).filter((role) => role !== 'operator');

/** Of some events, those that a person may see at this moment, in their order. */
export async function visibleEvents(
  actor: Actor,
  events: readonly PublishedEvent[],
  readModel: ReadModelAccess,
): Promise<readonly PublishedEvent[]> {
  const ofTenant = events.filter(({ cafId }) => actor.cafId === undefined || actor.cafId === cafId);
  const concerned = [...new Set(ofTenant.flatMap(conventionsOf))];
  const visible = await visibleAmong(actor, concerned, readModel);
  const shown = ofTenant.filter((event) => {
    const conventions = conventionsOf(event);
    if (conventions.length > 0) return conventions.some((id) => visible.has(id));
    // The directory of a Caf's organisations: what partners' own list shows, to the same people.
    return actor.cafId !== undefined || actor.role === 'national_auditor';
  });
  return shown.map((event) => ({ ...event, data: withOwnScope(event.data, visible) }));
}

/** The conventions an event concerns: its own, or those that a protocol is about. */
function conventionsOf(event: PublishedEvent): readonly string[] {
  if (event.conventionId !== undefined) return [event.conventionId];
  return scopeOf(event.data);
}
