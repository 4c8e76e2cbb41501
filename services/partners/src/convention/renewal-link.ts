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
  agreedOn: day
    .optional()
    .describe(
      'Depuis quand les deux le disent ; absent : la convention renouvelée ne l’a pas encore enregistré',
    ),
  gapDays: days('Jours que ni l’une ni l’autre ne couvre, une fois les deux signées par tous'),
  overlapDays: days('Jours que les deux couvrent, une fois les deux signées par tous'),
});

/** So many that are about to renew a convention are looked at. */
const mostDrafts = 10;

interface Links {
  readonly renews?: z.infer<typeof renewalLink>;
  readonly renewedBy?: z.infer<typeof renewalLink>;
}

/**
 * The renewals of a convention as they stand on a day: what the new one names, and what the former recorded. Only of
 * conventions that this person may see.
 */
export async function renewalsOf(
  readModel: ReadModelAccess,
  facts: ConventionFacts,
  on: string,
  actor: Actor,
): Promise<Links> {
  const { conventionId, previousConventionId, renewal } = facts;
  const agreed = [previousConventionId, renewal?.newConventionId].filter((id) => id !== undefined);
  const parameters: unknown[] = [];
  const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
  // The two that are named for certain come first; of drafts that name this one, the first few will do.
  const others = await readModel.query<{ document: ConventionFacts }>(
    `SELECT c.document FROM convention c JOIN known_convention k USING (convention_id, caf_id)
      WHERE (c.convention_id = ANY (${value(agreed)}) OR c.previous_convention_id = ${value(conventionId)})
        AND ${visibleTo(actor, value)}
      ORDER BY c.convention_id = ANY ($1) DESC, c.convention_id LIMIT ${mostDrafts}`,
    parameters,
  );
  const known = others.map(({ document }) => document).filter(({ openedOn }) => openedOn <= on);
  const before = known.find((one) => one.conventionId === previousConventionId);
  const successors = known.filter((one) => one.previousConventionId === conventionId);
  const after = successors.find((one) => one.conventionId === renewal?.newConventionId) ?? successors[0];
  return {
    ...(before ? { renews: { conventionId: before.conventionId, ...linkOf(before, facts, on) } } : {}),
    ...(after ? { renewedBy: { conventionId: after.conventionId, ...linkOf(facts, after, on) } } : {}),
  };
}

function linkOf(before: ConventionFacts, after: ConventionFacts, on: string) {
  const { renewal } = before;
  const isAgreed = renewal?.newConventionId === after.conventionId && renewal.renewedOn <= on;
  const [earlier, later] = [followed(before), followed(after)];
  const communes = later.spans.flatMap(({ territory }) => territory.communes);
  const succession = successionOf(after, spellsByCommune([earlier, later], communes));
  return {
    ...(isAgreed ? { agreedOn: renewal.renewedOn } : {}),
    ...(succession ? { gapDays: succession.gapDays, overlapDays: succession.overlapDays } : {}),
  };
}
