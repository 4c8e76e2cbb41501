import { type LookUpInput, mayBeEarly, notKnownYet, type Rejection, refused } from '@ctg/decider';
import { visibleAmong } from './own-scope.js';

/**
 * A convention draws on the one that it renews: both say so, and this person has to do with both.
 * @throws Rejection 409 `not-known-yet` for a former convention that this person does not see, `renewal-not-agreed`
 */
export async function assertRenews(
  {
    actor,
    params: { conventionId = '' },
    readModel,
  }: Pick<LookUpInput<unknown>, 'actor' | 'params' | 'readModel'>,
  previousConventionId: string,
): Promise<void> {
  const visible = await visibleAmong(actor, [previousConventionId], readModel);
  if (!visible.has(previousConventionId)) throw notKnownYet('Convention renouvelée', previousConventionId);
  const rows = await readModel.query<{ id: string; renews: string | null; renewedBy: string | null }>(
    `SELECT convention_id AS id, frame->>'renews' AS renews, frame->>'renewedBy' AS "renewedBy"
       FROM known_convention WHERE convention_id = ANY ($1)`,
    [[conventionId, previousConventionId]],
  );
  const of = (id: string) => rows.find((row) => row.id === id);
  const renews = of(conventionId)?.renews ?? undefined;
  const renewedBy = of(previousConventionId)?.renewedBy ?? undefined;
  if (renews === previousConventionId && renewedBy === conventionId) return;
  throw mayBeEarly({
    code: 'renewal-not-agreed',
    title:
      'Cette convention ne renouvelle pas celle-là : une convention reprend ce que la précédente a établi.',
    expected: `la convention ${previousConventionId} renouvelée par ${conventionId}, et les deux le disent`,
    found: `celle-ci renouvelle ${renews ?? 'aucune convention'} ; l’autre est renouvelée par ${renewedBy ?? 'aucune convention'}`,
    advice:
      'Enregistrez d’abord le renouvellement (partners.record-renewal) ; s’il vient de l’être, réessayez dans quelques secondes.',
    retryAfter: 1,
  });
}

/** What a later convention has taken over stays: it is corrected, not annulled. @param by the convention that has */
export const takenOverBy = (by: string): Rejection =>
  refused({
    code: 'taken-over',
    title: 'La convention qui renouvelle celle-ci a repris cet élément.',
    expected: 'un élément qu’aucune autre convention n’a repris',
    found: `repris par la convention ${by}`,
    advice: 'Corrigez-le, ou annulez d’abord la reprise dans cette convention.',
  });
