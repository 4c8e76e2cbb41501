import { EvidenceTakenOver as DiagnosticTakenOver } from '@ctg/contracts/diagnostics';
import { EvidenceTakenOver as ResultsTakenOver } from '@ctg/contracts/evaluation';
import { signatoryDesignated, signedBy } from '@ctg/contracts/testing';
import { HttpScene, sceneId } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';
import { scene as facts } from '../scene.js';

const scene = new HttpScene(partnersService);
beforeAll(() => scene.start());
afterAll(() => scene.close());

const { anor, conventionBody } = facts;

async function open(body: object, as = 'adviser') {
  const answer = await scene.post('/conventions', { ...conventionBody, ...body }, as);
  return { ...answer.body, status: answer.status } as { id: string; status: number; type?: string };
}
const read = async (id: string, query: string, after: string) =>
  (await scene.get(`/conventions/${id}?${query}`, 'adviser', after)).body;

test('a renewal is one link, seen from both once both say it, with the days of the gap, and gone from both once annulled', async () => {
  const territory = { ...conventionBody.territory, cogVintage: 2019 };
  const former = await open({
    territory,
    effectOn: '2017-01-01',
    endsOn: '2020-12-31',
    openedOn: '2016-09-01',
  });
  const next = {
    territory: { ...territory, cogVintage: 2022 },
    effectOn: '2022-02-09',
    endsOn: '2026-12-31',
    openedOn: '2021-10-04',
  };
  const unnamed = await open(next);
  const renewal = `/conventions/${former.id}/renewal`;
  expect((await scene.post(renewal, { newConventionId: unnamed.id }, 'adviser')).body.type).toBe(
    '/problems/renewal-not-named',
  );
  const renewing = await open({ ...next, previousConventionId: former.id });
  const link = { newConventionId: renewing.id, renewedOn: '2022-03-01' };
  // Another Caf knows neither of them.
  expect(await open({ ...next, previousConventionId: former.id }, 'elsewhere')).toMatchObject({
    status: 409,
    type: '/problems/not-known-yet',
  });
  await scene.publish(
    { stream: 'partners.convention', conventionId: former.id },
    signatoryDesignated(anor),
    signedBy(anor, '2017-01-10'),
  );
  const { body } = await scene.post(renewal, link, 'adviser');
  const head = await scene.publish(
    { stream: 'partners.convention', conventionId: renewing.id },
    signatoryDesignated(anor),
    signedBy(anor, '2023-03-10'),
  );
  expect(body.type).toBeUndefined();
  const corrected = await scene.post(
    `/conventions/${former.id}/facts/${body.events[0].id}/correction`,
    { stream: body.stream, revision: body.revision, reason: 'Mal lu', occurredOn: '2021-10-03' },
    'adviser',
  );
  expect([corrected.status, corrected.body.type]).toEqual([422, '/problems/renewed-before-opening']);
  const days = { gapDays: 404, overlapDays: 0 };
  expect(await read(former.id, 'on=2022-03-01', head)).toMatchObject({
    status: 'renewed',
    renewedBy: { conventionId: renewing.id, agreedOn: '2022-03-01', ...days },
  });
  expect(await read(renewing.id, 'on=2022-03-01', head)).toMatchObject({
    renews: { conventionId: former.id, agreedOn: '2022-03-01', ...days },
  });
  // The day before, the new one named the former, which did not say so yet: one link, on neither side.
  const before = await read(former.id, 'on=2022-02-28', head);
  expect([before.status, before.renewedBy]).toEqual(['past-its-term', undefined]);
  expect((await read(renewing.id, 'on=2022-02-28', head)).renews).toBeUndefined();

  const { position } = (await annul(former.id, body)).body;
  const [once, later] = [
    await read(former.id, 'on=2022-03-01', position),
    await read(renewing.id, 'on=2022-03-01', position),
  ];
  expect([once.status, once.renewedBy, later.renews]).toEqual(['past-its-term', undefined, undefined]);
});

const on = { occurredOn: '2022-02-03' };
const ofNeeds = (previousConventionId: string) =>
  DiagnosticTakenOver(
    { previousConventionId, evidence: [{ kind: 'need', id: sceneId(1) }], why: 'Reste entier', version: 1 },
    on,
  );
const ofResults = (previousConventionId: string) =>
  ResultsTakenOver(
    {
      previousConventionId,
      protocolId: sceneId(2),
      measures: [sceneId(3)],
      judgements: [],
      recommendations: [],
      why: 'Vaut encore',
    },
    on,
  );

/** Two conventions, the second renewing the first, and where each was opened, and the renewal recorded. */
async function renewed() {
  const opening = (
    cogVintage: number,
    effectOn: string,
    endsOn: string,
    openedOn: string,
    previousConventionId?: string,
  ) =>
    scene.post(
      '/conventions',
      {
        ...conventionBody,
        territory: { ...conventionBody.territory, cogVintage },
        effectOn,
        endsOn,
        openedOn,
        ...(previousConventionId ? { previousConventionId } : {}),
      },
      'adviser',
    );
  const former = await opening(2019, '2017-01-01', '2020-12-31', '2016-09-01');
  const later = await opening(2022, '2022-01-01', '2026-12-31', '2021-06-01', former.body.id);
  const link = { newConventionId: later.body.id, renewedOn: '2021-07-01' };
  const renewal = await scene.post(`/conventions/${former.body.id}/renewal`, link, 'adviser');
  expect([former.status, later.status, renewal.status]).toEqual([201, 201, 200]);
  return { former: former.body, later: later.body, renewal: renewal.body };
}
const annul = (
  conventionId: string,
  { events, stream, revision }: Awaited<ReturnType<typeof renewed>>['renewal'],
) =>
  scene.post(
    `/conventions/${conventionId}/facts/${events[0].id}/annulment`,
    { stream, revision: revision - events.length + 1, reason: 'Saisi pour une autre convention' },
    'adviser',
  );

test.each([
  ['diagnostics', ofNeeds],
  ['evaluation', ofResults],
] as const)(
  'a renewal is not annulled from under what was taken over through it: %s',
  async (service, takenOver) => {
    const { former, later, renewal } = await renewed();
    const where = { stream: `${service}.takenover-${later.id}`, conventionId: later.id };
    await scene.publish(where, takenOver(former.id));
    const refusal = await annul(former.id, renewal);
    expect([refusal.status, refusal.body.type]).toEqual([409, '/problems/others-stand-on-it']);
    expect(refusal.body.found).toMatch(
      new RegExp(`^dans la convention ${later.id} : .+ précédente? repris \\(03/02/2022, [0-9a-f-]{36}\\)$`),
    );
    expect((await read(former.id, 'on=2022-03-01', renewal.position)).renewedBy).toMatchObject({
      conventionId: later.id,
      agreedOn: '2021-07-01',
    });
  },
);

test('neither convention of a renewal is annulled as long as the other names it', async () => {
  const { former, later, renewal } = await renewed();
  const ofLater = await annul(later.id, later);
  expect(ofLater.body).toMatchObject({
    type: '/problems/others-stand-on-it',
    found: `${conventionBody.title} (${former.id})`,
  });
  // What it holds is told in words.
  expect((await annul(former.id, former)).body.found).toMatch(
    /^Convention renouvelée par une nouvelle \(01\/07\/2021, /,
  );
  expect((await annul(former.id, renewal)).status).toBe(200);
  expect((await annul(former.id, former)).body).toMatchObject({
    type: '/problems/others-stand-on-it',
    found: `${conventionBody.title} (${later.id})`,
  });
  expect((await annul(later.id, later)).status).toBe(200);
  expect((await annul(former.id, former)).status).toBe(200);
});
