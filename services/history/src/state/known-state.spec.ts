import { NeedIdentified } from '@ctg/contracts/diagnostics';
import { ConventionOpened } from '@ctg/contracts/partners';
import type { SeenTables } from '@ctg/web-service';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import pg from 'pg';
import { historyService } from '../index.js';
import { padded, timeline } from '../timeline/timeline-row.js';
import { knownFacts } from './known-state.js';

const scene = new HttpScene(historyService, {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
});
const conventionId = uuid(1);
let owner: pg.Client;

/** The tables as their owner reads them, when everything up to a position has come. */
const tablesUpTo = (upTo: string): SeenTables => ({
  query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await owner.query(sql, [...parameters])).rows as Row[],
  viewOf: async () => ({ upTo: BigInt(upTo), id: 'of this suite' }),
});

beforeAll(async () => {
  await scene.start();
  owner = new pg.Client({
    connectionString: scene.databaseUrl,
    options: `-c search_path=history__timeline_v${timeline.version},history`,
  });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await scene.close();
});

test('facts are kept once all that is before them has come: over several topics it may come later', async () => {
  const opened = await scene.publish(
    { stream: `partners.convention-${conventionId}`, conventionId },
    ConventionOpened({
      title: 'CTG',
      caf: '900059007',
      territory: { name: 'T', cogVintage: 2022, communes: ['59012'], epci: [] },
      effectOn: '2022-01-01',
      endsOn: '2026-12-31',
      themes: [],
    }),
  );
  const need = (needId: string, title: string) =>
    scene.publish(
      { stream: `diagnostics.diagnostic-${conventionId}`, conventionId },
      NeedIdentified({ needId, title, theme: 'early-childhood', evidence: [], version: 1 }),
    );
  const late = await need(uuid(2), 'Accueil du matin');
  const last = await need(uuid(3), 'Accueil du soir');
  expect((await scene.get(`/conventions/${conventionId}/state`, 'adviser', last)).status).toBe(200);
  const moment = { conventionId, effectiveAt: '2026-01-01', upTo: padded(last), knownAt: '' };
  const needs = async (come: string) =>
    Object.keys((await knownFacts(tablesUpTo(come), moment)).diagnostic.needs).sort();

  const [entry] = (
    await owner.query('DELETE FROM timeline_entry WHERE position = $1 RETURNING *', [padded(late)])
  ).rows;
  expect(await needs(opened)).toEqual([uuid(3)]);
  await owner.query(
    'INSERT INTO timeline_entry SELECT * FROM jsonb_populate_record(NULL::timeline_entry, $1)',
    [JSON.stringify(entry)],
  );
  expect(await needs(opened)).toEqual([uuid(2), uuid(3)]);
  const kept = await knownFacts(tablesUpTo(last), moment);
  expect(await knownFacts(tablesUpTo(last), moment)).toBe(kept);
});
