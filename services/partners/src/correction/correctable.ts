import type { DataOf, PublishedEvent } from '@ctg/contracts';
import { ConventionOpened, ConventionRenewed, OrganisationRegistered } from '@ctg/contracts/partners';
import type { ConventionFacts } from '@ctg/convention';
import { convention, type Mandates, mandate } from '@ctg/convention';
import {
  assertNothingStands,
  type Correctable,
  type LookUpInput,
  type ReadModelAccess,
  refused,
  type StreamAccess,
  standingInAll,
} from '@ctg/decider';
import { assertTerm } from '../convention/open-convention.js';
import { assertTerritory } from '../convention/perimeter.js';
import { body } from '../governance/body.js';
import { meeting } from '../governance/meeting.js';
import { rulesOfMandates } from '../mandate/mandate.js';
import { organisation } from '../organisation/organisation.js';
import { announcedAgain, announcementTypes } from '../signing/announcements.js';
import { assertPossibleActs } from '../signing/possible-acts.js';
import { assertNothingNewlyImpossible } from './newly-impossible.js';

/** The contractual life of a convention: who has signed by when follows from what is right now. */
const ofConvention: Correctable<ConventionFacts | undefined> = {
  decider: convention,
  follows: announcementTypes,
  // Whose word it is, and what both sides of a renewal have agreed on: each has its rules when it is recorded.
  names: ['organisation', 'signingCapacity', 'amendmentId', 'caf', 'previousConventionId', 'newConventionId'],
  check(facts, before) {
    if (!facts) return;
    assertPossibleActs(facts, before);
    assertTerm(facts.effectOn, facts.endsOn);
    // What was drawn before was held to the period of its time.
    for (const { territory } of facts.perimeters.slice(-1)) assertTerritory(territory, facts);
  },
  consequences: announcedAgain,
  ties: ({ type, data }) =>
    type === ConventionRenewed.type ? (data as DataOf<typeof ConventionRenewed>).newConventionId : undefined,
  async assertUnused(fact, { streams, readModel }) {
    if (fact.type !== ConventionOpened.type) return;
    assertNothingStands(await standingInAll(fact, () => streams.ofSubject(fact.conventionId ?? '')));
    await assertTiedToNone(fact, streams, readModel);
  },
};

/** A renewal names both conventions: neither goes as long as the other names it. @throws Rejection `others-stand-on-it` */
async function assertTiedToNone(
  { conventionId, data }: PublishedEvent,
  streams: StreamAccess,
  readModel: ReadModelAccess,
): Promise<void> {
  const { previousConventionId: former } = data as DataOf<typeof ConventionOpened>;
  const renewed = former === undefined ? undefined : await streams.state(convention, former);
  if (renewed?.renewal?.newConventionId === conventionId)
    throw standsOnIt(
      'La convention que celle-ci renouvelle le dit.',
      `${renewed?.title} (${former})`,
      'Annulez d’abord le renouvellement dans cette convention-là.',
    );
  const [later] = await readModel.query<{ title: string; id: string }>(
    'SELECT title, convention_id AS id FROM convention WHERE previous_convention_id = $1 LIMIT 1',
    [conventionId],
  );
  if (later)
    throw standsOnIt(
      'Une convention dit renouveler celle-ci.',
      `${later.title} (${later.id})`,
      'Annulez d’abord l’ouverture de celle-là.',
    );
}

/** What belongs to a convention. */
export const ofConventions: readonly Correctable[] = [
  ofConvention,
  { decider: body },
  { decider: meeting },
  {
    decider: mandate,
    check: (mandates: Mandates, before: Mandates) =>
      assertNothingNewlyImpossible(rulesOfMandates(mandates), rulesOfMandates(before)),
  },
];

/** What is known of organisations: one that a convention names cannot be taken away. */
export const ofOrganisations: readonly Correctable[] = [{ decider: organisation, assertUnused }];

async function assertUnused({ type, data }: PublishedEvent, { readModel, params }: LookUpInput<unknown>) {
  if (type !== OrganisationRegistered.type) return;
  const [user] = await readModel.query<{ title: string }>(
    // Wherever it stands: member, present; then in what the few conventions of a Caf hold: party, by an amendment too, employer.
    `SELECT c.title FROM body_member JOIN convention c USING (convention_id) WHERE organisation = $2 AND body_member.caf_id = $1
      UNION ALL
     SELECT c.title FROM meeting_attendee JOIN convention c USING (convention_id)
      WHERE organisation = $2 AND meeting_attendee.caf_id = $1
      UNION ALL
     SELECT c.title FROM convention c LEFT JOIN mandate m USING (convention_id)
      WHERE c.caf_id = $1 AND position('"' || $2 || '"' IN concat(c.document, m.current, m.terms)) > 0
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
