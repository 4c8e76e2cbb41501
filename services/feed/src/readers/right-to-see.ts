import { type Actor, type Role, roles } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';

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
  const visible = await visibleConventions(actor, concerned, readModel);
  return ofTenant.filter((event) => {
    const conventions = conventionsOf(event);
    if (conventions.length > 0) return conventions.some((id) => visible.has(id));
    // The directory of a Caf's organisations: what partners' own list shows, to the same people.
    return actor.cafId !== undefined || actor.role === 'national_auditor';
  });
}

async function visibleConventions(
  actor: Actor,
  concerned: readonly string[],
  readModel: ReadModelAccess,
): Promise<ReadonlySet<string>> {
  if (concerned.length === 0) return new Set();
  const parameters: unknown[] = [concerned];
  const rows = await readModel.query<{ id: string }>(
    `SELECT k.convention_id AS id FROM known_convention k
      WHERE k.convention_id = ANY ($1) AND ${visibleTo(actor, (one) => `$${parameters.push(one)}`)}`,
    parameters,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The conventions an event concerns: its own, or those that a protocol is about. */
function conventionsOf(event: PublishedEvent): readonly string[] {
  if (event.conventionId !== undefined) return [event.conventionId];
  const { scope } = event.data as { scope?: { conventionIds?: readonly string[] } };
  return scope?.conventionIds ?? [];
}
