import { Deliberated, type OrganisationKind } from '@ctg/contracts/partners';
import { convention } from '@ctg/convention';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import pg from 'pg';
import { partnersService } from '../index.js';
import { scene as facts } from '../scene.js';

const scene = new HttpScene(partnersService);
beforeAll(() => scene.start());
afterAll(() => scene.close());

/** So many that a state is written down: more events than 500. */
const organisations = Array.from({ length: 260 }, (_, n) => `W${591_000_001 + n}`);
const kind: OrganisationKind = 'association';

test('the state of a long convention is written down for its Caf, and the next command goes on from it', async () => {
  const conventionId = sceneId(1);
  const where = { stream: 'partners.convention', conventionId };
  await scene.publish(
    where,
    facts.opened,
    ...organisations.map((organisation) => facts.signatory(organisation, kind)),
  );
  await scene.publish(
    where,
    ...organisations.map((organisation) =>
      Deliberated({
        organisation,
        deliberatedOn: '2025-12-01',
        reference: '1',
        outcome: 'approved',
        documentHash: facts.hash('a'),
      }),
    ),
  );
  await scene.folded();
  const theme = (code: string) => ({ code, label: code, addedOn: '2025-02-03' });
  const add = (code: string) => scene.post(`/conventions/${conventionId}/themes`, theme(code), 'adviser');
  expect((await add('logement')).status).toBe(200);
  const database = new pg.Client({ connectionString: scene.databaseUrl });
  await database.connect();
  try {
    let written: { cafId: string; revision: string; version: number } | undefined;
    for (const until = Date.now() + 10_000; !written && Date.now() < until; ) {
      const { rows } = await database.query(
        `SELECT caf_id AS "cafId", revision, fold_version AS version
           FROM partners.command_state_snapshot WHERE stream = $1`,
        [`partners.convention-${conventionId}`],
      );
      written = rows[0];
    }
    expect(written).toEqual({ cafId: 'caf-59', revision: '520', version: convention.version });
  } finally {
    await database.end();
  }
  expect((await add('sport')).status).toBe(200);
});
