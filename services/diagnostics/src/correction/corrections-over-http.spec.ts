import { conventionOpened } from '@ctg/contracts/testing';
import { HttpScene, sceneId as uuid } from '@ctg/web-service/testing';
import { diagnosticsService } from '../index.js';

const conventionId = uuid(1);
const scene = new HttpScene(diagnosticsService);
const at = (path: string) => `/conventions/${conventionId}${path}`;
const record = async (path: string, body: object) => {
  const recorded = await scene.postOnceKnown(at(path), body, 'adviser');
  expect([path, recorded.status]).toEqual([path, 201]);
  return recorded.body;
};
/** What is said to a correction of what was just recorded. */
const correction = async (
  { stream, revision, events }: { stream: string; revision: number; events: { id: string }[] },
  data: object,
) => {
  const place = { stream, revision, reason: 'Mal saisi' };
  const { status, body } = await scene.post(
    at(`/facts/${events[0]?.id}/correction`),
    { ...place, data },
    'adviser',
  );
  return [status, body.type ?? body.warnings?.[0]?.code];
};

beforeAll(async () => {
  await scene.start();
  await scene.publish(
    { stream: 'partners.convention', conventionId },
    conventionOpened({
      territory: { cogVintage: 2026, communes: ['59249'] },
      effectOn: '2026-01-01',
      endsOn: '2030-12-31',
      themes: [{ code: 'petite-enfance', label: 'Petite enfance' }],
    }),
  );
});
afterAll(() => scene.close());

test('nothing of a diagnostic is corrected to what could not have been recorded', async () => {
  const offer = await record('/offers', { type: 'eaje', name: 'Crèche', commune: '59249', status: 'open' });
  expect(await correction(offer, { commune: '59999' })).toEqual([422, '/problems/unknown-commune']);
  expect(await correction(offer, { capacity: -1 })).toEqual([422, '/problems/invalid-correction']);
  expect(await correction(offer, { commune: '59012', capacity: 20 })).toEqual([200, 'outside-perimeter']);
  expect(await correction(offer, { commune: '59249' })).toEqual([200, undefined]);

  const consultation = await record('/consultations', {
    audience: 'Familles',
    from: '2025-03-03',
    to: '2025-04-11',
    invited: 100,
    answered: 40,
    method: 'Questionnaire',
    findings: 'Peu de places',
  });
  const tooMany = [422, '/problems/more-answers-than-invited'];
  expect(await correction(consultation, { answered: 101 })).toEqual(tooMany);
  expect(await correction(consultation, { to: '2025-03-02' })).toEqual([422, '/problems/end-before-start']);
  expect(await correction(consultation, { answered: 100 })).toEqual([200, undefined]);

  const need = await record('/needs', {
    title: 'Accueil',
    theme: 'petite-enfance',
    evidence: [consultation.id],
  });
  expect(await correction(need, { theme: 'inconnu' })).toEqual([200, 'theme-not-of-convention']);
  expect(await correction(need, { theme: 'petite-enfance' })).toEqual([200, undefined]);
  expect(await correction(need, { evidence: [] })).toEqual([422, '/problems/need-rests-on-nothing']);
  const priority = await record('/priorities', { title: 'Accueillir', needIds: [need.id] });
  expect(await correction(priority, { needIds: [] })).toEqual([422, '/problems/priority-rests-on-nothing']);
});
