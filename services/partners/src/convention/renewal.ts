import { frenchDay } from '@ctg/calendar';
import { ConventionRenewed } from '@ctg/contracts/partners';
import { asAmended, type ConventionFacts, convention, lifeOf } from '@ctg/convention';
import {
  alreadyThere,
  defineCommand,
  happenedOn,
  invalid,
  type LookUpInput,
  notKnownYet,
  pastDay,
  refused,
  type StreamAccess,
} from '@ctg/decider';
import { uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { opened } from './opened.js';

/**
 * The other convention of a renewal, as it is now; another Caf's does not exist here.
 * @throws Rejection 409 `not-known-yet`: it may be opened in a moment
 */
export async function linkedConvention(
  streams: StreamAccess,
  conventionId: string,
): Promise<ConventionFacts> {
  const found = await streams.state(convention, conventionId);
  if (!found) throw notKnownYet('Convention liée', conventionId);
  return found;
}

/** What a renewing convention says of itself, as far as the renewed one must agree. */
interface Successor {
  readonly conventionId: string;
  readonly communes: readonly string[];
  readonly effectOn: string;
  readonly endsOn: string;
}

/**
 * What both sides of a renewal agree on, whichever of them is told first: the new convention begins later and ends later
 * than the one it renews, on a territory that has communes of it; one convention is renewed by one.
 * @throws Rejection `already-renewed`, `renewal-before-previous`, `renewal-elsewhere`
 */
export function assertRenews(previous: ConventionFacts, next: Successor): void {
  const { renewal } = previous;
  if (renewal !== undefined && renewal.newConventionId !== next.conventionId) {
    throw refused({
      code: 'already-renewed',
      title: 'Cette convention est déjà renouvelée par une autre.',
      found: renewal.newConventionId,
    });
  }
  const { lastDay } = lifeOf(previous);
  if (next.effectOn <= previous.effectOn || next.endsOn <= lastDay) {
    throw invalid({
      code: 'renewal-before-previous',
      title: 'Une convention qui en renouvelle une autre commence et finit après elle.',
      expected: `un début après le ${frenchDay(previous.effectOn)}, une fin après le ${frenchDay(lastDay)}`,
      found: `du ${frenchDay(next.effectOn)} au ${frenchDay(next.endsOn)}`,
    });
  }
  const communes = new Set(asAmended(previous).territory.communes);
  if (next.communes.some((code) => communes.has(code))) return;
  throw invalid({
    code: 'renewal-elsewhere',
    title: 'Une convention en renouvelle une autre sur son territoire : aucune commune ne leur est commune.',
    expected: `au moins une des communes ${[...communes].slice(0, 10).join(', ')}`,
    found: next.communes.slice(0, 10).join(', '),
  });
}

const body = z.strictObject({
  newConventionId: uuid.describe('Nouvelle convention, ouverte avec previousConventionId'),
  renewedOn: pastDay,
});

export const recordRenewal = defineCommand({
  name: 'partners.record-renewal',
  title: 'Lier la convention à celle qui la renouvelle',
  description:
    'Le renouvellement est une nouvelle convention, ouverte avec previousConventionId : le lien vaut quand les deux le disent.',
  roles: ['caf_adviser', 'copil_secretary'],
  route: '/conventions/:conventionId/renewal',
  body,
  decider: convention,
  comesAfterTheEnd: true,
  waitsFor: [],
  lookUp: ({ body: { newConventionId }, streams }: LookUpInput<z.infer<typeof body>>) =>
    linkedConvention(streams, newConventionId),
  decide({ body: { newConventionId, renewedOn }, params: { conventionId }, facts: next, today }, state) {
    const current = opened(state);
    if (newConventionId === conventionId) {
      throw invalid({ code: 'renews-itself', title: 'Une convention ne se renouvelle pas elle-même.' });
    }
    if (current.renewal?.newConventionId === newConventionId) return alreadyThere(current.renewal);
    if (next.previousConventionId !== conventionId) {
      throw refused({
        code: 'renewal-not-named',
        title: 'La nouvelle convention ne dit pas qu’elle renouvelle celle-ci.',
        expected: `previousConventionId : ${conventionId}`,
        found: next.previousConventionId ?? 'aucune convention précédente',
        advice: 'Ouvrez la nouvelle convention avec previousConventionId.',
      });
    }
    const { territory, endsOn } = asAmended(next);
    assertRenews(current, {
      conventionId: newConventionId,
      communes: territory.communes,
      effectOn: next.effectOn,
      endsOn,
    });
    if ((renewedOn ?? today) < next.openedOn) {
      throw invalid({
        code: 'renewed-before-opening',
        title: 'La convention n’est pas renouvelée avant l’ouverture de la nouvelle.',
        expected: `à partir du ${frenchDay(next.openedOn)}`,
        found: frenchDay(renewedOn ?? today),
      });
    }
    return [ConventionRenewed({ newConventionId }, happenedOn(renewedOn))];
  },
});
