import { isChangedNothing, noCorrections, type PublishedEvent } from '@ctg/contracts';
import { ConventionOpened, OrganisationRegistered } from '@ctg/contracts/partners';
import type { ConventionFacts } from '@ctg/convention';
import { convention, mandate } from '@ctg/convention';
import { type Correctable, type LookUpInput, refused } from '@ctg/decider';
import { assertTerm } from '../convention/open-convention.js';
import { assertTerritory } from '../convention/perimeter.js';
import { body } from '../governance/body.js';
import { meeting } from '../governance/meeting.js';
import { organisation } from '../organisation/organisation.js';
import { announcedAgain, announcementTypes } from '../signing/announcements.js';

/** The contractual life of a convention: who has signed by when follows from what is right now. */
const ofConvention: Correctable<ConventionFacts | undefined> = {
  decider: convention,
  follows: announcementTypes,
  // Whose word it is, and what both sides of a renewal have agreed on: each has its rules when it is recorded.
  names: ['organisation', 'signingCapacity', 'amendmentId', 'caf', 'previousConventionId', 'newConventionId'],
  check(facts) {
    if (!facts) return;
    assertTerm(facts.effectOn, facts.endsOn);
    for (const { territory } of facts.perimeters) assertTerritory(territory, facts);
  },
  consequences: announcedAgain,
  async assertUnused(fact, { streams }) {
    if (fact.type !== ConventionOpened.type) return;
    const corrected = noCorrections();
    const events: PublishedEvent[] = [];
    // What opened with it goes with it.
    for await (const event of streams.ofSubject(fact.conventionId ?? '')) {
      corrected.note(event);
      if (event.id !== fact.id && event.causationId !== fact.id && !isChangedNothing(event.type))
        events.push(event);
    }
    const user = events.find((event) => corrected.applied(event));
    if (user)
      throw standsOnIt(
        'Des enregistrements reposent sur cette convention.',
        user.type,
        'Annulez-les d’abord.',
      );
  },
};

/** What belongs to a convention. */
export const ofConventions: readonly Correctable[] = [
  ofConvention,
  { decider: body },
  { decider: meeting },
  { decider: mandate },
];

/** What is known of organisations: one that a convention names cannot be taken away. */
export const ofOrganisations: readonly Correctable[] = [{ decider: organisation, assertUnused }];

async function assertUnused({ type, data }: PublishedEvent, { readModel, params }: LookUpInput<unknown>) {
  if (type !== OrganisationRegistered.type) return;
  const [user] = await readModel.query<{ title: string }>(
    `SELECT title FROM convention
      WHERE caf_id = $1 AND (document->'signing'->'progress' ? $2
         OR document->'partners' @> jsonb_build_array(jsonb_build_object('organisation', $2::text)))
      LIMIT 1`,
    [params.cafId, data.organisation],
  );
  if (user)
    throw standsOnIt(
      'Cette organisation prend part à une convention.',
      user.title,
      'Corrigez son nom ou ses identifiants ; ou annulez d’abord ce qui la nomme.',
    );
}

const standsOnIt = (title: string, found: string, advice: string) =>
  refused({ code: 'others-stand-on-it', title, expected: 'ce que rien ne nomme', found, advice });
