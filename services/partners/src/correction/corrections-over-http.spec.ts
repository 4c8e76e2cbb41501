import type { Actor } from '@ctg/access';
import { type CorrectionData, correctionIn, decodeEvent, type PublishedEvent } from '@ctg/contracts';
import { advisers, HttpScene } from '@ctg/web-service/testing';
import { partnersService } from '../index.js';

const [anor, caf] = ['215900127', '900059007'];
const people: Record<string, Actor> = {
  ...advisers,
  colleague: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-59' },
  officer: { subject: 'u3', role: 'cooperation_officer', cafId: 'caf-59', organisation: anor },
  secretary: { subject: 'u4', role: 'copil_secretary', cafId: 'caf-59' },
  mayor: { subject: 'u5', role: 'legal_representative', cafId: 'caf-59', organisation: anor },
};
const scene = new HttpScene(partnersService, people);
let conventionId: string;
beforeAll(() => scene.start());
afterAll(() => scene.close());
beforeEach(async () => {
  const registered = await scene.post(
    `/organisations/${anor}`,
    { kind: 'commune', name: 'Anor', inseeCode: '59012' },
    'adviser',
  );
  expect(registered.status).toBe(200);
  const opened = await scene.post(
    '/conventions',
    {
      title: 'CTG d’Anor',
      caf,
      territory: { name: 'Anor', cogVintage: 2023, communes: ['59012'], epci: [] },
      effectOn: '2023-01-01',
      endsOn: '2027-12-31',
      openedOn: '2022-03-01',
    },
    'adviser',
  );
  conventionId = opened.body.id;
  const designated = await to('/signatories', {
    organisation: anor,
    capacity: 'Commune',
    designatedOn: '2022-04-01',
  });
  expect([opened.status, designated.status]).toEqual([201, 200]);
});

const to = (path: string, body: object, as = 'adviser') =>
  scene.post(`/conventions/${conventionId}${path}`, body, as);
const on = async (day: string, after = '0') =>
  (await scene.get(`/conventions/${conventionId}?on=${day}`, 'adviser', after)).body;
const deliberate = (deliberatedOn = '2013-12-12') =>
  to('/deliberations', { organisation: anor, deliberatedOn, reference: '2013-45' });
const sign = (signedOn = '2014-01-01') => to('/signatures', { organisation: anor, signedOn }, 'mayor');

/** The events of a stream of the convention. */
async function recorded(stream = `partners.convention-${conventionId}`): Promise<PublishedEvent[]> {
  const events: PublishedEvent[] = [];
  for await (const event of scene.store.readStream(stream)) events.push(decodeEvent(event));
  return events;
}
const last = async (type: string): Promise<PublishedEvent> => {
  const found = (await recorded()).filter((event) => event.type === `partners.${type}`).at(-1);
  if (!found) throw new Error(`No ${type} was recorded.`);
  return found;
};
const correct = ({ id, stream, revision }: PublishedEvent, body: object, as = 'adviser') =>
  to(`/facts/${id}/correction`, { stream, revision, reason: 'Année mal lue', ...body }, as);
const annul = ({ id, stream, revision }: PublishedEvent, as = 'adviser', reason = 'Saisi deux fois') =>
  to(`/facts/${id}/annulment`, { stream, revision, reason }, as);

test('a signature of the wrong year is corrected: states and announcements follow, what was written stays', async () => {
  await deliberate('2022-05-05');
  const signed = await sign('2022-06-01');
  expect(await on('2022-06-02', signed.body.position)).toMatchObject({ status: 'signed-awaiting-effect' });
  const before = await last('Signed');
  const answer = await correct(before, { data: { signedOn: '2024-01-01' } }, 'mayor');
  expect(answer.status).toBe(200);
  expect(answer.body.events.map(({ type }: { type: string }) => type)).toEqual([
    'partners.FactCorrected',
    'partners.FactCorrected',
  ]);
  expect(await on('2023-06-01', answer.body.position)).toMatchObject({
    status: 'covered-retroactively',
    completedOn: '2024-01-01',
  });
  expect(await last('Signed')).toEqual(before);
  const [ofSignature, ofAnnouncement] = (await recorded()).slice(-2).map(correctionIn) as [
    CorrectionData,
    CorrectionData,
  ];
  expect(ofSignature).toMatchObject({
    factId: before.id,
    factRevision: before.revision,
    reason: 'Année mal lue',
    before: { data: { signedOn: '2022-06-01' }, occurredOn: '2022-06-01' },
    after: { data: { signedOn: '2024-01-01', organisation: anor }, occurredOn: '2024-01-01' },
  });
  expect(ofAnnouncement).toMatchObject({
    factType: 'partners.ConventionFullySigned',
    after: { data: { completedOn: '2024-01-01' }, occurredOn: '2024-01-01', effectiveOn: '2023-01-01' },
  });
});

test('a fact is corrected to nothing that could not have been recorded', async () => {
  await deliberate('2022-05-05');
  const receipt = { organisation: anor, receiptNumber: '059-1', receivedOn: '2022-05-09' };
  expect((await to('/legality-receipts', receipt)).status).toBe(200);
  await sign('2022-06-01');
  const refusal = async (type: string, body: object, as = 'adviser') => {
    const answer = await correct(await last(type), body, as);
    return [answer.status, answer.body.type];
  };
  const tooEarly = await refusal('Signed', { data: { signedOn: '2014-01-01' } }, 'mayor');
  expect(tooEarly).toEqual([422, '/problems/signature-before-opening']);
  expect(await refusal('ConventionOpened', { occurredOn: '2022-06-02' })).toEqual(tooEarly);
  const unordered = [422, '/problems/signature-before-deliberation'];
  expect(await refusal('Signed', { data: { signedOn: '2022-05-04' } }, 'mayor')).toEqual(unordered);
  const late = [422, '/problems/receipt-before-deliberation'];
  expect(await refusal('Deliberated', { data: { deliberatedOn: '2022-06-02' } })).toEqual(late);
  expect(await refusal('LegalityReceiptRecorded', { data: { receivedOn: '2022-05-04' } })).toEqual(late);
  const unreadable = [422, '/problems/invalid-correction'];
  expect(await refusal('Deliberated', { data: { documentHash: 'cc' } })).toEqual(unreadable);
  expect(await refusal('Signed', { data: { documentHash: 'cc' } }, 'mayor')).toEqual(unreadable);
  expect(await refusal('Deliberated', { data: { reference: '2022\u202845' } })).toEqual(unreadable);
  const composed = await correct(await last('Deliberated'), { data: { reference: 'De\u0301lib. 45' } });
  expect(composed.status).toBe(200);
  expect(correctionIn((await recorded()).at(-1) as PublishedEvent)).toMatchObject({
    after: { data: { reference: 'D\u00e9lib. 45' } },
  });
});

test('what is improbable is said of a correction too, kept, and refused where that is asked for', async () => {
  await deliberate('2022-05-05');
  const before = await recorded();
  const early = { data: { deliberatedOn: '2010-05-05' } };
  const refused = await correct(await last('Deliberated'), early).set('ctg-warnings', 'refuse');
  expect([refused.status, refused.body.type]).toEqual([422, '/problems/improbable']);
  expect(await recorded()).toEqual(before);
  const warnings = [
    {
      code: 'deliberation-before-opening',
      sentence: 'Cette délibération est antérieure à l’engagement, le 01/03/2022.',
    },
  ];
  const answer = await correct(await last('Deliberated'), early);
  expect([answer.status, answer.body.warnings]).toEqual([200, warnings]);
  expect((await recorded()).at(-1)).toMatchObject({
    type: 'partners.FactCorrected',
    warnings: warnings.map(({ code, sentence }) => `${code}: ${sentence}`).join(),
  });
  const retitled = await correct(await last('ConventionOpened'), { data: { title: 'CTG du bourg' } });
  expect([retitled.status, retitled.body.warnings]).toEqual([200, undefined]);
});

test('a signature that never was is annulled, and its announcement with it; then it may be recorded', async () => {
  await deliberate('2022-05-05');
  await sign('2022-06-01');
  const annulled = await annul(await last('Signed'), 'mayor');
  expect(annulled.body.events.map(({ type }: { type: string }) => type)).toEqual([
    'partners.FactAnnulled',
    'partners.FactAnnulled',
  ]);
  expect(await on('2023-06-01', annulled.body.position)).toMatchObject({ status: 'in-signature' });
  const again = await sign('2022-06-08');
  expect(again.body.events.map(({ type }: { type: string }) => type)).toEqual([
    'partners.Signed',
    'partners.ConventionFullySigned',
  ]);
  expect(await on('2023-06-01', again.body.position)).toMatchObject({
    status: 'in-force',
    completedOn: '2022-06-08',
  });
});

test('the deliberation behind it: corrected, annulled, recorded again; the rules see what is right', async () => {
  await deliberate();
  const corrected = await correct(
    await last('Deliberated'),
    { data: { deliberatedOn: '2022-05-05' } },
    'colleague',
  );
  expect(corrected.status).toBe(200);
  expect((await sign('2022-05-01')).body.type).toBe('/problems/signature-before-deliberation');
  expect((await annul(await last('Deliberated'))).status).toBe(200);
  expect((await sign('2022-05-10')).body.warnings).toMatchObject([{ code: 'deliberation-missing' }]);
  expect((await deliberate('2022-05-11')).body.type).toBe('/problems/deliberation-too-late');
  expect((await deliberate('2022-05-06')).status).toBe(200);
});

test('the opening itself: title, term, effect, the fields that are named and no others', async () => {
  const opening = await last('ConventionOpened');
  const answer = await correct(opening, {
    data: { title: 'CTG d’Anor et environs', effectOn: '2022-01-01' },
  });
  expect(await on('2022-06-01', answer.body.position)).toMatchObject({
    title: 'CTG d’Anor et environs',
    effectOn: '2022-01-01',
    endsOn: '2027-12-31',
  });
  const again = await correct(opening, { data: { effectOn: '2022-07-01' } });
  expect(await on('2022-06-01', again.body.position)).toMatchObject({
    title: 'CTG d’Anor et environs',
    effectOn: '2022-07-01',
  });
  const dated = await correct(opening, { data: { openedOn: '2022-02-01' } });
  expect(dated.body.found).toBe(
    'openedOn : c’est le jour du fait, qui se corrige par occurredOn (ctg correct : --occurred-on)',
  );
  const impossible = await correct(opening, { data: { endsOn: '2021-12-31' } });
  expect([impossible.status, impossible.body.type]).toEqual([422, '/problems/impossible-term']);
});

test.each([
  ['a field that the type has not', { data: { signedAt: '2024-01-01' } }, 422, 'invalid-correction'],
  ['a value that the schema refuses', { data: { signedOn: '2024-13-01' } }, 422, 'invalid-correction'],
  ['a field that must be there', { data: { signedOn: null } }, 422, 'invalid-correction'],
  ['the word of another', { data: { organisation: '215902495' } }, 409, 'another-thing'],
  ['another capacity', { data: { signingCapacity: 'caf-director' } }, 409, 'another-thing'],
  ['a day to come', { data: { signedOn: '2098-01-01' } }, 422, 'date-in-the-future'],
  [
    'a stream of another convention',
    { stream: 'partners.convention-0190f0a0-0000-7000-8000-000000000001' },
    404,
    'not-found',
  ],
  ['a stream of another service', { stream: 'evaluation.measure-x' }, 422, 'unknown-stream'],
  ['no name of a stream', { stream: 'partners.convention-' }, 404, 'not-found'],
  ['another revision', { revision: 0 }, 404, 'not-found'],
  ['no reason', { reason: '' }, 422, 'invalid-request'],
])('%s is refused', async (_what, body, status, code) => {
  await deliberate('2022-05-05');
  await sign('2022-06-01');
  const before = await recorded();
  const answer = await correct(await last('Signed'), body, 'mayor');
  expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
  expect(await recorded()).toEqual(before);
});

test('a correction names nobody, and nothing, that is not there; nothing of it is swallowed', async () => {
  const created = await to('/bodies', { title: 'Copil', kind: 'copil', createdOn: '2022-04-01' });
  const [body] = await recorded(created.body.stream);
  const codeOf = async (fact: PublishedEvent, data: object) => (await correct(fact, { data })).body.type;
  expect(await codeOf(body as PublishedEvent, { members: ['552081317'] })).toBe('/problems/not-known-yet');
  expect(await codeOf(body as PublishedEvent, { members: [anor] })).toBeUndefined();
  const meeting = await to('/meetings', { bodyId: created.body.id, heldOn: '2022-04-10' });
  const [held] = await recorded(meeting.body.stream);
  const nothing = '0190f0a0-0000-7000-8000-000000000777';
  expect(await codeOf(held as PublishedEvent, { bodyId: nothing })).toBe('/problems/not-known-yet');
  const territory = { name: 'Anor', cogVintage: 2023, communes: ['59012'], epci: [], surface: 3 };
  const swallowed = await correct(await last('ConventionOpened'), { data: { territory } });
  expect(swallowed.body).toMatchObject({
    type: '/problems/invalid-correction',
    found: expect.stringContaining('territory.surface'),
  });
});

test('nobody corrects another’s word; what follows from facts is not corrected by hand', async () => {
  await deliberate('2022-05-05');
  await sign('2022-06-01');
  const signed = await last('Signed');
  expect((await annul(signed)).body.type).toBe('/problems/not-yours-to-correct');
  expect((await annul(signed, 'officer')).body.type).toBe('/problems/not-yours-to-correct');
  expect((await annul(signed, 'elsewhere')).status).toBe(404);
  expect((await annul(await last('ConventionFullySigned'))).body.type).toBe('/problems/not-a-fact');
  await annul(signed, 'mayor');
  expect((await annul(await last('FactAnnulled'), 'mayor')).body.type).toBe('/problems/not-a-fact');
});

test('what others stand on is annulled after them', async () => {
  await deliberate('2022-05-05');
  const refusal = await annul(await last('SignatoryDesignated'));
  expect([refusal.status, refusal.body.type]).toEqual([409, '/problems/others-stand-on-it']);
  expect(refusal.body.found).toContain('Délibération enregistrée (05/05/2022');
  const created = await to('/bodies', { title: 'Copil', kind: 'copil', createdOn: '2022-04-01' });
  const [body] = await recorded(created.body.stream);
  const meeting = await to('/meetings', { bodyId: created.body.id, heldOn: '2022-04-10' });
  expect((await annul(body as PublishedEvent)).body.found).toContain('Réunion');
  const [held] = await recorded(meeting.body.stream);
  expect((await annul(held as PublishedEvent)).status).toBe(200);
  expect((await annul(body as PublishedEvent)).status).toBe(200);
});

test('sent again it is there already, under a key it is the same answer; an annulled fact is recorded anew', async () => {
  await deliberate();
  const fact = await last('Deliberated');
  const change = { data: { reference: '2022-45' } };
  expect((await correct(fact, change)).body.events).toHaveLength(1);
  expect((await correct(fact, change)).body).toMatchObject({ alreadyThere: true, events: [] });
  expect((await annul(fact)).body.events).toHaveLength(1);
  expect((await annul(fact)).body).toMatchObject({ alreadyThere: true });
  expect((await annul(fact, 'adviser', 'Autre motif')).body.type).toBe('/problems/recorded-otherwise');
  expect((await correct(fact, change)).body.type).toBe('/problems/already-annulled');
});

test('who is only the member of a body, or only sat in a meeting, is named too, a moment ago as well', async () => {
  const created = await to('/bodies', { title: 'Copil', kind: 'copil' });
  const named = {
    '900059023': (msa: string) => to('/bodies', { title: 'Cotech', kind: 'cotech', members: [msa] }),
    '552081317': (msa: string) =>
      to('/meetings', {
        bodyId: created.body.id,
        heldOn: '2022-04-10',
        attendees: [{ organisation: msa, role: 'Directrice' }],
      }),
  };
  for (const [msa, name] of Object.entries(named)) {
    await scene.post(`/organisations/${msa}`, { kind: 'msa', name: `MSA ${msa}` }, 'adviser');
    const naming = await name(msa);
    const [registered] = await recorded(`partners.organisation-caf-59_${msa}`);
    const { id, stream, revision } = registered as PublishedEvent;
    const annulment = () =>
      scene.post(
        `/organisations/${msa}/facts/${id}/annulment`,
        { stream, revision, reason: 'Essai' },
        'adviser',
      );
    expect((await annulment()).body).toMatchObject({
      type: '/problems/others-stand-on-it',
      found: 'CTG d’Anor',
    });
    const [fact] = await recorded(naming.body.stream);
    expect((await annul(fact as PublishedEvent)).status).toBe(200);
    expect((await annulment()).status).toBe(200);
  }
});

test('an organisation: what a convention names is not taken away, its name is corrected', async () => {
  const [registered] = await recorded(`partners.organisation-caf-59_${anor}`);
  const { id, stream, revision } = registered as PublishedEvent;
  const at = `/organisations/${anor}/facts/${id}`;
  const place = { stream, revision, reason: 'Faute de frappe' };
  const refusal = await scene.post(`${at}/annulment`, place, 'adviser');
  expect(refusal.body).toMatchObject({ type: '/problems/others-stand-on-it', found: 'CTG d’Anor' });
  const answer = await scene.post(`${at}/correction`, { ...place, data: { name: 'Anor (Nord)' } }, 'adviser');
  const { body } = await scene.get('/organisations?text=nord', 'adviser', answer.body.position);
  expect(body.items).toMatchObject([{ organisation: anor, name: 'Anor (Nord)' }]);
  expect(
    (await scene.post(`${at}/correction`, { ...place, data: { organisation: caf } }, 'adviser')).body.type,
  ).toBe('/problems/another-thing');
});
