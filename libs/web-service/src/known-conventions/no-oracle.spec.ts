import type { Actor, Role } from '@ctg/access';
import { Rejection } from '@ctg/decider';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import { v7 as newUuid } from 'uuid';
import { ConventionAdmission, type Purpose } from './admission.js';
import type { KnownConvention } from './known-convention.js';

const id = '0190f0a0-0000-7000-8000-000000000001';
const siren = '215900127';
const abroad: KnownConvention = {
  conventionId: id,
  cafId: 'caf-62',
  title: 'CTG',
  titleFolded: '',
  organisations: [siren],
  evaluators: [siren],
  evaluations: {},
  frame: null,
};
const opening = {
  id: newUuid(),
  stream: `partners.convention-${id}`,
  revision: 0,
  position: 1n,
  recordedAt: new Date(),
  type: 'partners.ConventionOpened',
  data: {
    title: 'CTG',
    caf: siren,
    territory: { name: 'T', cogVintage: 2026, communes: ['62041'], epci: [] },
    effectOn: '2026-01-01',
    endsOn: '2030-12-31',
    themes: [],
  },
  metadata: { schemaVersion: 1, cafId: 'caf-62', conventionId: id },
} as unknown as RecordedEvent;

/** Counts what is asked of it. */
function ownStreams(events: readonly RecordedEvent[]) {
  const reads: unknown[] = [];
  const store = {
    async *readStream(_stream: string, options?: object) {
      reads.push(options);
      yield* events;
    },
  } as unknown as EventStore;
  return { reads, store };
}

async function told(rows: readonly KnownConvention[], actor: Actor, purpose: Purpose, store?: EventStore) {
  const readModel = () => ({ query: async <Row>() => rows as unknown as Row[] });
  const gate = new ConventionAdmission({ readModel, ...(store ? { ownStreams: store } : {}) });
  return gate.admit(actor, id, purpose).then(
    () => 'admitted',
    (error: unknown) => (error instanceof Rejection ? [error.status, error.explanation] : String(error)),
  );
}

const local: readonly Role[] = [
  'partner_member',
  'action_pilot',
  'cooperation_officer',
  'caf_adviser',
  'copil_secretary',
  'legal_representative',
  'evaluator',
];

describe.each(local)('for %s of another Caf', (role) => {
  // Even one whose organisation takes part in the foreign convention under the same number.
  const actor: Actor = { subject: 'u', role, cafId: 'caf-59', organisation: siren };
  test.each<Purpose>(['command', 'query'])(
    'a foreign convention and one that is not are one, to a %s',
    async (purpose) => {
      const [foreign, none] = [await told([abroad], actor, purpose), await told([], actor, purpose)];
      expect(foreign).toEqual(none);
      expect(foreign).toMatchObject([purpose === 'command' ? 409 : 404, {}]);
    },
  );

  test.each<Purpose>(['command', 'query'])(
    'also where the convention lives, after the same reading: %s',
    async (purpose) => {
      const [foreign, none] = [ownStreams([opening]), ownStreams([])];
      const answer = await told([abroad], actor, purpose, foreign.store);
      expect(answer).toEqual(await told([], actor, purpose, none.store));
      expect(answer).toMatchObject([404, {}]);
      expect([foreign.reads, none.reads]).toEqual([[{ limit: 1 }], [{ limit: 1 }]]);
    },
  );
});
