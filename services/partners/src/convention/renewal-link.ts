import type { Actor } from '@ctg/access';
import { day } from '@ctg/calendar';
import { type ConventionFacts, followed, spellsByCommune, successionOf } from '@ctg/convention';
import type { ReadModelAccess } from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { visibleTo } from '@ctg/web-service';
import { z } from 'zod';

const days = (meaning: string) => z.int().min(0).optional().describe(meaning);

/** A renewal seen from one of its two conventions. */
export const renewalLink = z.object({
  conventionId: uuid.describe('L’autre convention'),
  agreedOn: day.describe('Depuis quand les deux le disent'),
  gapDays: days('Jours que ni l’une ni l’autre ne couvre, une fois les deux signées par tous'),
  overlapDays: days('Jours que les deux couvrent, une fois les deux signées par tous'),
});

interface Links {
  readonly renews?: z.infer<typeof renewalLink>;
  readonly renewedBy?: z.infer<typeof renewalLink>;
}

/**
 * The renewals of a convention as they stand on a day: a link is there from the day on which both say so, and gone from both
 * once that is annulled. Only of conventions that this person may see.
 */
export async function renewalsOf(
  readModel: ReadModelAccess,
  facts: ConventionFacts,
  on: string,
  actor: Actor,
): Promise<Links> {
  const { conventionId, previousConventionId, renewal } = facts;
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  const named = [previousConventionId, renewal?.newConventionId].filter((id) => id !== undefined);
  const others = await readModel.query<{ document: ConventionFacts }>(
    `SELECT c.document FROM convention c JOIN known_convention k USING (convention_id, caf_id)
      WHERE c.convention_id = ANY (${value(named)}) AND ${visibleTo(actor, value)}`,
    parameters,
  );
  const known = others.map(({ document }) => document);
  const before = known.find((one) => one.conventionId === previousConventionId);
  const after = known.find(
    (one) => one.conventionId === renewal?.newConventionId && one.previousConventionId === conventionId,
  );
  const renews = before && linkOf(before, facts, on);
  const renewedBy = after && linkOf(facts, after, on);
  return {
    ...(before && renews ? { renews: { conventionId: before.conventionId, ...renews } } : {}),
    ...(after && renewedBy ? { renewedBy: { conventionId: after.conventionId, ...renewedBy } } : {}),
  };
}

/** Undefined on a day on which the former convention does not say it. */
function linkOf(before: ConventionFacts, after: ConventionFacts, on: string) {
  const { renewal } = before;
  if (renewal?.newConventionId !== after.conventionId || renewal.renewedOn > on) return undefined;
  const [earlier, later] = [followed(before), followed(after)];
  const communes = later.spans.flatMap(({ territory }) => territory.communes);
  const succession = successionOf(after, spellsByCommune([earlier, later], communes));
  return {
    agreedOn: renewal.renewedOn,
    ...(succession ? { gapDays: succession.gapDays, overlapDays: succession.overlapDays } : {}),
  };
}
