import {
  ConventionFullySigned,
  Deliberated,
  LegalityReceiptRecorded,
  SignatoryWithdrawn,
  Signed,
} from '@ctg/contracts/partners';
import { conventionOpened } from '@ctg/contracts/testing';
import { asAmended, convention, lifeOf, missingOfActsOn, presentSignatories } from '@ctg/convention';
import { given, testId } from '@ctg/decider/testing';
import { withdrawSignatory } from '../convention/ending.js';
import { scene } from '../scene.js';
import { recordAmendmentDeliberation } from '../signing/deliberation.js';
import { recordAmendmentReceipt } from '../signing/legality-receipt.js';
import { signAmendment } from '../signing/signature.js';
import { abandonAmendment, proposeAmendment } from './propose-amendment.js';

const { anor, fourmies, opened, signatory } = scene;
const today = '2026-11-23';
const signedConvention = [
  opened,
  signatory(anor),
  Deliberated({ organisation: anor, deliberatedOn: '2026-01-12', reference: 'r', outcome: 'approved' }),
  Signed({ organisation: anor, signedOn: '2026-01-20', signingCapacity: 'legal-representative' }),
  ConventionFullySigned({ completedOn: '2026-01-20', effectOn: '2026-01-01', endsOn: '2030-12-31' }),
];
const body = {
  title: 'Entrée de Trélon',
  effectOn: '2026-07-01',
  addCommunes: ['59601'],
  addSignatories: [{ organisation: fourmies }],
};
const joining = { ...signatory(fourmies).data };
const proposed = given(convention, ...signedConvention)
  .when(proposeAmendment, body, { facts: [joining] })
  .events();
const params = { conventionId: 'convention-1', amendmentId: testId(1) };

test('an amendment is signed by those present and those who join, then counts from its written effect date', () => {
  let past = [...signedConvention, ...proposed];
  for (const [organisation, signedOn] of [
    [anor, '2026-05-02'],
    [fourmies, '2026-08-03'],
  ] as const) {
    const actor = { role: 'legal_representative' as const, organisation };
    const vote = { organisation, deliberatedOn: '2026-04-01', reference: 'r2' };
    past = [
      ...past,
      ...given(convention, ...past)
        .when(recordAmendmentDeliberation, vote, { params, today, actor })
        .events(),
    ];
    past = [
      ...past,
      ...given(convention, ...past)
        .when(signAmendment, { signedOn }, { params, today, actor })
        .events(),
    ];
  }
  expect(past.at(-1)).toMatchObject({ type: 'partners.AmendmentTookEffect', effectiveOn: '2026-07-01' });
  const state = given(convention, ...past).state();
  if (!state) throw new Error('opened above');
  expect(asAmended(state)).toMatchObject({
    version: 2,
    territory: { communes: ['59249', '59012', '59601'] },
  });
  expect(presentSignatories(state).map(({ organisation }) => organisation)).toEqual([anor, fourmies]);
});

test('one signature alone leaves the convention as it was', () => {
  const past = [...signedConvention, ...proposed];
  const actor = { role: 'legal_representative' as const, organisation: anor };
  const vote = given(convention, ...past).when(
    recordAmendmentDeliberation,
    { organisation: anor, deliberatedOn: '2026-04-01', reference: 'r2' },
    { params, today, actor },
  );
  given(convention, ...past, ...vote.events())
    .when(signAmendment, { signedOn: '2026-05-02' }, { params, today, actor })
    .thenState((state) => expect(state && lifeOf(state).amendments).toMatchObject([{ counts: false }]));
});

test('a commune of another département, or of no intercommunalité that is named, is said when it enters', () => {
  const entering = (...addCommunes: string[]) =>
    given(convention, ...signedConvention).when(
      proposeAmendment,
      { title: 'Entrée', effectOn: '2026-07-01', addCommunes },
      { facts: [] },
    );
  entering('59601').thenWarned();
  // Hirson is in the Aisne.
  entering('02381').thenWarned('commune-of-another-departement', 'commune-outside-epci');
});

test.each<[string, object, string]>([
  ['changes nothing', { addCommunes: [], addSignatories: [] }, 'empty-amendment'],
  ['adds a commune that is there', { addCommunes: ['59249'] }, 'commune-twice'],
  ['adds a commune of nowhere', { addCommunes: ['99999'] }, 'unknown-commune'],
  ['removes a commune that is not there', { removeCommunes: ['59601'] }, 'commune-not-in-perimeter'],
  ['removes a signatory that is none', { removeSignatories: ['215906595'] }, 'not-a-signatory'],
  ['begins before the convention', { effectOn: '2025-01-01' }, 'amendment-before-convention'],
  ['ends before the start', { newEndsOn: '2025-01-01' }, 'impossible-term'],
])('an amendment that %s is refused', (_what, more, code) => {
  given(convention, ...signedConvention)
    .when(proposeAmendment, { ...body, ...more }, { facts: [] })
    .thenRejected(code);
});

test('who has given notice is removed by the amendment that draws the consequences', () => {
  const leaving = SignatoryWithdrawn({ organisation: anor, noticeOn: '2026-03-01', leavesOn: '2026-06-30' });
  const change = { title: 'Sortie d’Anor', effectOn: '2026-07-01', removeSignatories: [anor] };
  expect(
    given(convention, ...signedConvention, signatory(fourmies, 'commune', false), leaving)
      .when(proposeAmendment, change, { facts: [] })
      .events(),
  ).toMatchObject([{ data: { changes: { removedSignatories: [anor] } } }]);
});

describe('the vintage of an amendment is of its time', () => {
  // Cezais (85041) is a part of Rives-du-Fougerais (85292) since 2024.
  const territory = { name: 'Fontenay', cogVintage: 2022, communes: ['85041', '85092'], epci: [] };
  const past = [conventionOpened({ territory }), ...signedConvention.slice(1)];
  const amend = (change: object) =>
    given(convention, ...past).when(proposeAmendment, { title: 'Avenant', ...change }, { facts: [] });

  test('a commune that enters is still one when the amendment counts', () => {
    const entering = { addCommunes: ['85271'] };
    expect(amend({ ...entering, effectOn: '2023-06-01' }).events()).toHaveLength(1);
    amend({ ...entering, effectOn: '2024-01-01' }).thenRejected('commune-merged');
    expect(
      amend({
        addCommunes: ['85292'],
        cogVintage: 2024,
        effectOn: '2024-01-01',
        removeCommunes: ['85041'],
      }).events(),
    ).toHaveLength(1);
  });

  test('a vintage that is told is that of the whole perimeter', () => {
    amend({ cogVintage: 2024, effectOn: '2024-01-01', addCommunes: ['85292'] }).thenRejected(
      'unknown-commune',
    );
    amend({ cogVintage: 2019, effectOn: '2026-01-01', removeCommunes: ['85041'] }).thenRejected(
      'vintage-of-another-time',
    );
  });
});

test('one whose signature is optional signs an amendment that is in effect already, and nothing takes effect twice', () => {
  const optional = '215906595';
  const parties = [...signedConvention, signatory(optional, 'commune', false)];
  const change = { ...body, addSignatories: [] };
  const sign = (past: NonNullable<typeof convention.event>[], organisation: string, signedOn: string) => {
    const actor = { role: 'legal_representative' as const, organisation };
    const vote = { organisation, deliberatedOn: '2026-04-01', reference: 'r2' };
    const voted = given(convention, ...past)
      .when(recordAmendmentDeliberation, vote, { params, today, actor })
      .events();
    const signed = given(convention, ...past, ...voted)
      .when(signAmendment, { signedOn }, { params, today, actor })
      .events();
    return [...voted, ...signed];
  };
  const proposal = given(convention, ...parties)
    .when(proposeAmendment, change, { facts: [] })
    .events();
  const inEffect = sign([...parties, ...proposal], anor, '2026-05-02');
  expect(inEffect.at(-1)).toMatchObject({ type: 'partners.AmendmentTookEffect' });
  const late = sign([...parties, ...proposal, ...inEffect], optional, '2026-09-01');
  expect(late.map(({ type }) => type)).toEqual(['partners.AmendmentDeliberated', 'partners.AmendmentSigned']);
  const again = { params, today, actor: { role: 'legal_representative' as const, organisation: anor } };
  given(convention, ...parties, ...proposal, ...inEffect)
    .when(signAmendment, { signedOn: '2026-09-01' }, again)
    .thenRejected('already-signed');
});

describe('who leaves', () => {
  const parties = [
    ...signedConvention,
    signatory(fourmies),
    Signed({ organisation: fourmies, signedOn: '2026-01-19', signingCapacity: 'legal-representative' }),
  ];
  const proposal = given(convention, ...parties)
    .when(
      proposeAmendment,
      { title: 'Un an de plus', effectOn: '2026-07-01', newEndsOn: '2031-12-31' },
      { facts: [] },
    )
    .events();
  const notice = { organisation: fourmies, noticeOn: '2026-05-04', leavesOn: '2026-08-31' };
  const by = (organisation: string) => ({
    params,
    today,
    actor: { role: 'legal_representative' as const, organisation },
  });
  const vote = (organisation: string, deliberatedOn = '2026-04-01') => ({
    organisation,
    deliberatedOn,
    reference: 'r2',
  });
  const under = [...parties, ...proposal];
  const voted = given(convention, ...under)
    .when(recordAmendmentDeliberation, vote(anor), by(anor))
    .events();
  const withdrawn = (...past: NonNullable<typeof convention.event>[]) =>
    given(convention, ...past)
      .when(withdrawSignatory, notice, { today })
      .events();
  const sign = (past: NonNullable<typeof convention.event>[], organisation: string, signedOn: string) =>
    given(convention, ...past).when(signAmendment, { signedOn }, by(organisation));

  test('completes an amendment by its notice where it was the last to be waited for', () => {
    const past = [...under, ...voted];
    const signed = sign(past, anor, '2026-05-02').events();
    expect(signed).toHaveLength(1);
    expect(withdrawn(...past, ...signed)).toMatchObject([
      { type: 'partners.SignatoryWithdrawn', occurredOn: '2026-05-04' },
      { type: 'partners.AmendmentTookEffect', occurredOn: '2026-05-04', effectiveOn: '2026-07-01' },
    ]);
  });

  test('is not waited for by the last that signs', () => {
    const past = [...under, ...voted, ...withdrawn(...under)];
    expect(sign(past, anor, '2026-06-02').events()).toMatchObject([
      { type: 'partners.AmendmentSigned' },
      { type: 'partners.AmendmentTookEffect', occurredOn: '2026-06-02' },
    ]);
  });

  test('acts until its last day, and not after it', () => {
    const past = [...under, ...withdrawn(...under)];
    const voting = (on: string) =>
      given(convention, ...past).when(recordAmendmentDeliberation, vote(fourmies, on), by(fourmies));
    voting('2026-09-01').thenRejected('no-longer-a-signatory');
    const last = [...past, ...voting('2026-08-31').events()];
    sign(last, fourmies, '2026-09-01').thenRejected('no-longer-a-signatory');
    expect(sign(last, fourmies, '2026-08-31').events()).toHaveLength(1);
  });
});

test('receipts, and a deliberation that was missing, are recorded on an amendment that is signed by all', () => {
  // The convention itself lacks no receipt.
  const past = [
    ...signedConvention,
    LegalityReceiptRecorded({ organisation: anor, receiptNumber: '059-1', receivedOn: '2026-01-15' }),
  ];
  const proposal = given(convention, ...past)
    .when(proposeAmendment, { ...body, addSignatories: [] }, { facts: [] })
    .events();
  const by = { params, today, actor: { role: 'legal_representative' as const, organisation: anor } };
  const signed = given(convention, ...past, ...proposal)
    .when(signAmendment, { signedOn: '2026-05-02' }, by)
    .events();
  expect(signed).toHaveLength(2);
  const vote = { organisation: anor, deliberatedOn: '2026-04-01', reference: 'r2' };
  const voted = given(convention, ...past, ...proposal, ...signed)
    .when(recordAmendmentDeliberation, vote, by)
    .events();
  const receipt = { organisation: anor, receiptNumber: '059-2', receivedOn: '2026-05-20' };
  given(convention, ...past, ...proposal, ...signed, ...voted)
    .when(recordAmendmentReceipt, receipt, by)
    .thenState((state) =>
      expect(state && missingOfActsOn(state, today)).toEqual({
        receiptsMissing: [],
        deliberationsMissing: [],
      }),
    );
});

test('an amendment that brings a plan is not signed before a plan is adopted with it', () => {
  const bringing = given(convention, ...signedConvention)
    .when(
      proposeAmendment,
      { title: 'Le plan', effectOn: '2026-07-01', bringsPlan: true, proposedOn: '2026-03-01' },
      { facts: [], today },
    )
    .events();
  const actor = { role: 'legal_representative' as const, organisation: anor };
  const vote = { organisation: anor, deliberatedOn: '2026-04-01', reference: 'r2' };
  const voted = given(convention, ...signedConvention, ...bringing)
    .when(recordAmendmentDeliberation, vote, { params, today, actor })
    .events();
  const sign = (facts: boolean) =>
    given(convention, ...signedConvention, ...bringing, ...voted).when(
      signAmendment,
      { signedOn: '2026-05-02' },
      { params, today, actor, facts },
    );
  sign(false).thenRejected('amendment-without-plan');
  expect(sign(true).events().at(-1)).toMatchObject({
    type: 'partners.AmendmentTookEffect',
    effectiveOn: '2026-07-01',
  });
});

test('before all have signed there is nothing to amend; an abandoned amendment is closed', () => {
  given(convention, opened, signatory(anor))
    .when(proposeAmendment, body, { facts: [] })
    .thenRejected('not-signed-yet');
  const abandoned = given(convention, ...signedConvention, ...proposed).when(
    abandonAmendment,
    { why: 'Sans objet' },
    { params },
  );
  given(convention, ...signedConvention, ...proposed, ...abandoned.events())
    .when(
      signAmendment,
      { signedOn: '2026-05-02' },
      { params, today, actor: { role: 'legal_representative', organisation: anor } },
    )
    .thenRejected('amendment-closed');
});

test('an old amendment is recorded on its own day, one of tomorrow is not recorded', () => {
  const old = { ...body, proposedOn: '2026-02-03' };
  const from = given(convention, ...signedConvention);
  const facts = [joining];
  expect(from.when(proposeAmendment, old, { facts, today }).events()).toMatchObject([
    { occurredOn: '2026-02-03' },
  ]);
  from
    .when(proposeAmendment, { ...old, proposedOn: '2026-11-24' }, { facts, today })
    .thenRejected('date-in-the-future');
  given(convention, ...signedConvention, ...proposed)
    .when(abandonAmendment, { why: 'sans objet', abandonedOn: '2026-11-24' }, { params, today })
    .thenRejected('date-in-the-future');
});
