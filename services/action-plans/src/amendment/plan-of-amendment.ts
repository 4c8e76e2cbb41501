import { frenchDay } from '@ctg/calendar';
import type { Action, ActionStatus } from '@ctg/convention/plan';
import { mayBeEarly, refused } from '@ctg/decider';
import type { KnownAmendment } from './known-amendment.js';

/** What an amendment must be for a plan to be adopted as part of it. @throws Rejection */
export function assertBringsPlan({ bringsPlan, isAbandoned, title }: KnownAmendment): void {
  if (!bringsPlan) {
    throw refused({
      code: 'amendment-brings-no-plan',
      title: 'Cet avenant ne dit pas qu’il apporte un plan d’actions.',
      expected: 'un avenant proposé avec bringsPlan',
      found: title,
    });
  }
  if (isAbandoned) {
    throw refused({ code: 'amendment-closed', title: 'Cet avenant est abandonné.', found: title });
  }
}

/** The steps in which an action is carried out. */
const carriedOut: ReadonlySet<ActionStatus> = new Set(['in-progress', 'late', 'done']);

/**
 * An action of a plan that an amendment brings is not carried out before that amendment takes effect; one that another
 * version holds, which no amendment brings, is.
 * @throws Rejection `plan-not-in-effect`
 */
export function assertPlanInEffect(
  { adoptions }: Action,
  to: ActionStatus,
  on: string,
  amendments: readonly KnownAmendment[],
): void {
  if (!carriedOut.has(to) || adoptions.length === 0) return;
  const brought = adoptions.map(({ amendmentId }) => amendmentId);
  const isHeld = (id: string | undefined) =>
    id === undefined ||
    amendments.some(
      ({ amendmentId, isSigned, effectOn }) => amendmentId === id && isSigned && effectOn <= on,
    );
  if (brought.some(isHeld)) return;
  const those = amendments.filter(({ amendmentId }) => brought.includes(amendmentId));
  throw mayBeEarly({
    code: 'plan-not-in-effect',
    title:
      'L’avenant qui apporte le plan n’est pas encore en vigueur : l’action ne peut pas commencer avant lui.',
    expected: 'un jour à partir de la date d’effet de l’avenant, signé par tous',
    found: those
      .map(({ title, effectOn, isSigned }) =>
        isSigned
          ? `« ${title} », qui prend effet le ${frenchDay(effectOn)}`
          : `« ${title} », que tous n’ont pas signé`,
      )
      .join(' ; '),
    advice: 'Attendez la date d’effet, ou que tous aient signé l’avenant.',
  });
}
