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
import { assertPossibleDates } from '../signing/possible-dates.js';

/** The contractual life of a convention: who has signed by when follows from what is right now. */
const ofConvention: Correctable<ConventionFacts | undefined> = {
  decider: convention,
  follows: announcementTypes,
  // Whose word it is, and what both sides of a renewal have agreed on: each has its rules when it is recorded.
  names: ['organisation', 'signingCapacity', 'amendmentId', 'caf', 'previousConventionId', 'newConventionId'],
  check(facts, before) {
    if (!facts) return;
    assertPossibleDates(facts, before);
    assertTerm(facts.effectOn, facts.endsOn);
    // What was drawn before was held to the period of its time.
    for (const { territory } of facts.perimeters.slice(-1)) assertTerritory(territory, facts);
  },
  consequences: announcedAgain,
  async assertUnused(fact, { streams }) {
    if (fact.type !== ConventionOpened.type) return;
    const corrections = noCorrections();
    for await (const event of streams.ofSubject(fact.conventionId ?? '')) corrections.note(event);
    for await (const event of streams.ofSubject(fact.conventionId ?? '')) {
      // What opened with it goes with it.
      const followed = event.id === fact.id || event.causationId === fact.id || isChangedNothing(event.type);
      if (followed || !corrections.applied(event)) continue;
      throw standsOnIt(
        'Des enregistrements reposent sur cette convention.',
        event.type,
        'Annulez-les d’abord.',
      );
    }
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
    // Wherever it stands in what the few conventions of a Caf hold: party, by an amendment too, member, present, employer.
    `SELECT c.title FROM convention c LEFT JOIN governance g USING (convention_id) LEFT JOIN mandate m USING (convention_id)
      WHERE c.caf_id = $1 AND position($2 IN concat(c.document, g.document, m.current, m.terms)) > 0
      LIMIT 1`,
    [params.cafId, `"${data.organisation}"`],
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
