import { ConventionFullySigned, Deliberated, Signed } from '@ctg/contracts/partners';
import { convention, lifeOf, missingOfActsOn, situationOn } from '@ctg/convention';
import { given } from '@ctg/decider/testing';
import { scene } from '../scene.js';
import { recordDeliberation } from '../signing/deliberation.js';
import { recordLegalityReceipt } from '../signing/legality-receipt.js';
import { sign } from '../signing/signature.js';
import { lapseConvention, terminateConvention, withdrawSignatory } from './ending.js';
import { fileDocument } from './file-document.js';
import { addTheme, openConvention, reviseConvention } from './open-convention.js';
import { designateSignatory, removeSignatory } from './parties.js';
import { changePerimeter } from './perimeter.js';

const { anor, caf, conventionBody, fourmies, opened, signatory, hash } = scene;
const today = '2026-11-23';
const mayor = (organisation: string) => ({ role: 'legal_representative' as const, organisation });
const deliberated = (organisation: string, deliberatedOn: string) =>
  Deliberated(
    { organisation, deliberatedOn, reference: '2026-03', outcome: 'approved' },
    { occurredOn: deliberatedOn },
  );
const signed = (organisation: string, signedOn: string, more = {}) =>
  Signed(
    { organisation, signedOn, signingCapacity: 'legal-representative', ...more },
    { occurredOn: signedOn },
  );

describe('opening', () => {
  const when = (body: object) =>
    given(convention).when(openConvention, { ...conventionBody, ...body }, { today });

  test('a convention of a part of an EPCI, of two, or of none', () => {
    for (const territory of [
      { name: 'Une partie', cogVintage: 2026, communes: ['59249', '59012'], epci: ['200043404'] },
      { name: 'Sans intercommunalité', cogVintage: 2024, communes: ['59249'], epci: [] },
    ]) {
      expect(when({ territory }).events()[0]?.data).toMatchObject({ territory });
    }
  });

  test('effect in the past, signature later: the dates are independent', () => {
    expect(when({ effectOn: '2022-01-01', endsOn: '2026-12-31' }).events()).toHaveLength(1);
  });

  test('a year that the official list lacks is taken as it is said, and read in the nearest', () => {
    const territory = { name: 'Ruffieu', cogVintage: 2020, communes: ['01330'], epci: [] };
    const years = { effectOn: '2020-01-01', endsOn: '2023-12-31' };
    const taken = when({ territory, ...years });
    expect(taken.events()[0]?.data).toMatchObject({ territory });
    taken.thenWarned('read-in-another-vintage');
    when({ territory: { ...territory, cogVintage: 2019 }, ...years }).thenWarned();
    when({ territory: { ...territory, communes: ['99999'] }, ...years }).thenRejected('unknown-commune');
  });

  test('a commune that has merged by the effect date is refused with the one that it belongs to', () => {
    const territory = { name: 'Cezais', cogVintage: 2022, communes: ['85041'], epci: [] };
    expect(when({ territory, effectOn: '2023-01-01', endsOn: '2026-12-31' }).events()).toHaveLength(1);
    when({ territory }).thenRejected('commune-merged');
    const late = when({ territory, effectOn: '2024-01-01', endsOn: '2026-12-31' });
    const explanation = expect.objectContaining({
      code: 'commune-merged',
      title: expect.stringContaining('commune déléguée de Rives-du-Fougerais'),
      expected: 'Rives-du-Fougerais (85292)',
      found: 'Cezais (85041), commune de 2022',
    });
    expect(late.events).toThrow(expect.objectContaining({ explanation }));
  });

  test('an EPCI that has gone by the effect date is refused', () => {
    const territory = { name: 'Agen', cogVintage: 2021, communes: ['47001'], epci: ['200035459'] };
    expect(when({ territory, effectOn: '2021-06-01', endsOn: '2024-12-31' }).events()).toHaveLength(1);
    when({ territory, effectOn: '2022-01-01', endsOn: '2024-12-31' }).thenRejected('unknown-epci');
  });

  test('an établissement public territorial of Greater Paris is an intercommunality', () => {
    const territory = { ...conventionBody.territory, communes: ['93048'], epci: ['200057875'] };
    expect(when({ territory }).events()).toHaveLength(1);
  });

  test.each<[string, object, string]>([
    ['end before start', { endsOn: '2025-12-31' }, 'impossible-term'],
    ['more than six years', { endsOn: '2032-01-02' }, 'impossible-term'],
    [
      'a commune of nowhere',
      { territory: { ...conventionBody.territory, communes: ['99999'] } },
      'unknown-commune',
    ],
    [
      'a commune twice',
      { territory: { ...conventionBody.territory, communes: ['59249', '59249'] } },
      'commune-twice',
    ],
    [
      'a commune that has merged since',
      { territory: { ...conventionBody.territory, communes: ['01330'] } },
      'unknown-commune',
    ],
    [
      'an unknown vintage',
      { territory: { ...conventionBody.territory, cogVintage: 2018 } },
      'unknown-vintage',
    ],
    [
      'an EPCI that is none',
      { territory: { ...conventionBody.territory, epci: ['215900127'] } },
      'unknown-epci',
    ],
    ['the number of a commune as its Caf', { caf: fourmies }, 'official-kind'],
    [
      'a vintage of long before',
      { territory: { ...conventionBody.territory, cogVintage: 2019 } },
      'vintage-of-another-time',
    ],
    ['a local theme without a name', { themes: [{ code: 'seniors' }] }, 'theme-without-name'],
    ['an opening in the future', { openedOn: '2026-12-01' }, 'date-in-the-future'],
  ])('refused: %s', (_what, body, code) => when(body).thenRejected(code));

  test('a local theme joins the national ones', () => {
    given(convention, opened)
      .when(addTheme, { code: 'seniors', label: 'Seniors' })
      .thenState((state) =>
        expect(state).toMatchObject({
          themes: expect.arrayContaining([expect.objectContaining({ code: 'seniors', label: 'Seniors' })]),
        }),
      );
    given(convention, opened).when(addTheme, { code: 'petite-enfance' }).thenRejected('theme-twice');
  });
});

describe('the perimeter is versioned', () => {
  test('a correction before signature makes version 2', () => {
    const territory = { ...conventionBody.territory, communes: ['59012'] };
    given(convention, opened)
      .when(changePerimeter, { territory })
      .thenState((state) =>
        expect(state?.perimeters.at(-1)).toMatchObject({
          version: 2,
          territory: { communes: ['59012'] },
        }),
      );
  });
});

describe('signatories', () => {
  test('a Caf signs twice and deliberates, the State signs without deliberating', () => {
    const designate = (kind: 'caf' | 'etat') =>
      given(convention, opened).when(designateSignatory, { organisation: caf }, { facts: kind }).events()[0]
        ?.data;
    expect(designate('caf')).toMatchObject({
      deliberates: true,
      signatures: ['caf-president', 'caf-director'],
    });
    expect(designate('etat')).toMatchObject({ deliberates: false, signatures: ['legal-representative'] });
  });

  test('nobody is a signatory twice, and who signed cannot be removed', () => {
    const past = [opened, signatory(anor), deliberated(anor, '2026-01-12'), signed(anor, '2026-01-20')];
    given(convention, opened, signatory(fourmies), ...past.slice(1))
      .when(designateSignatory, { organisation: anor }, { facts: 'commune' })
      .thenRejected('already-a-signatory');
    given(convention, opened, signatory(anor), signatory(fourmies), ...past.slice(2))
      .when(removeSignatory, { organisation: anor })
      .thenRejected('already-signed');
  });
});

describe('deliberation, receipt, signature', () => {
  const parties = [opened, signatory(anor), signatory(fourmies)];

  test('each at its own date, in any order, the past included', () => {
    given(convention, ...parties, deliberated(fourmies, '2026-06-01'))
      .when(
        recordDeliberation,
        { organisation: anor, deliberatedOn: '2026-01-12', reference: '2026-03' },
        { today },
      )
      .then(deliberated(anor, '2026-01-12'));
  });

  test.each<[string, object, string]>([
    ['by one who is no signatory', { organisation: caf }, 'not-a-signatory'],
    ['in the future', { deliberatedOn: '2026-12-24' }, 'date-in-the-future'],
  ])('a deliberation %s is refused', (_what, more, code) => {
    const body = { organisation: anor, deliberatedOn: '2026-01-12', reference: 'r', ...more };
    given(convention, ...parties)
      .when(recordDeliberation, body, { today })
      .thenRejected(code);
  });

  test('a mayor speaks for no other commune', () => {
    const body = { organisation: anor, deliberatedOn: '2026-01-12', reference: 'r' };
    given(convention, ...parties)
      .when(recordDeliberation, body, { today, actor: mayor(fourmies) })
      .thenRejected('other-organisation');
  });

  test('a rejected deliberation is followed by another; an approved one stands', () => {
    const no = Deliberated({
      organisation: anor,
      deliberatedOn: '2026-01-12',
      reference: 'r',
      outcome: 'rejected',
    });
    const again = { organisation: anor, deliberatedOn: '2026-02-12', reference: '2026-03' };
    given(convention, ...parties, no)
      .when(recordDeliberation, again, { today })
      .then(deliberated(anor, '2026-02-12'));
    given(convention, ...parties, deliberated(anor, '2026-01-12'))
      .when(recordDeliberation, again, { today })
      .thenRejected('already-deliberated');
  });

  test.each<[string, readonly ReturnType<typeof deliberated>[], string, string]>([
    ['of today without a deliberation', [], today, 'no-approved-deliberation'],
    [
      'older than the deliberation',
      [deliberated(anor, '2026-01-12')],
      '2026-01-10',
      'receipt-before-deliberation',
    ],
  ])('a receipt %s is refused', (_what, past, receivedOn, code) => {
    given(convention, ...parties, ...past)
      .when(recordLegalityReceipt, { organisation: anor, receiptNumber: '059-1', receivedOn }, { today })
      .thenRejected(code);
  });

  test('the State’s control concerns authorities only', () => {
    given(convention, opened, signatory(caf, 'caf'))
      .when(
        recordLegalityReceipt,
        { organisation: caf, receiptNumber: 'x', receivedOn: '2026-01-20' },
        { today },
      )
      .thenRejected('no-legality-control');
  });

  const signBody = { signedOn: '2026-01-20' };
  test.each<[string, object, object, string]>([
    ['of today before deliberating', { signedOn: today }, mayor(fourmies), 'no-approved-deliberation'],
    ['older than the convention', { signedOn: '2014-01-01' }, mayor(fourmies), 'signature-before-opening'],
    ['by one who is no signatory', signBody, mayor('215906595'), 'not-a-signatory'],
    ['for another organisation', { ...signBody, organisation: fourmies }, mayor(anor), 'other-organisation'],
    ['before its own deliberation', { signedOn: '2026-01-02' }, mayor(anor), 'signature-before-deliberation'],
    [
      'in a capacity that is not its own',
      { ...signBody, signingCapacity: 'caf-director' },
      mayor(anor),
      'wrong-capacity',
    ],
    ['in the future', { signedOn: '2026-12-25' }, mayor(anor), 'date-in-the-future'],
    ['without an organisation', signBody, { role: 'legal_representative' }, 'no-organisation'],
  ])('a signature %s is refused', (_what, body, actor, code) => {
    given(convention, ...parties, deliberated(anor, '2026-01-12'))
      .when(sign, body, { today, actor })
      .thenRejected(code);
  });

  test('past facts are typed in in any order; what is missing is said, and stays visible', () => {
    const receipt = { organisation: anor, receiptNumber: '059-1', receivedOn: '2026-01-15' };
    given(convention, ...parties)
      .when(recordLegalityReceipt, receipt, { today })
      .thenWarned('deliberation-missing');
    const signing = given(convention, ...parties).when(sign, signBody, { today, actor: mayor(anor) });
    signing.thenWarned('deliberation-missing');
    signing.thenState((facts) => {
      if (!facts) throw new Error('It was opened.');
      expect(missingOfActsOn(facts, today).deliberationsMissing).toEqual([anor]);
      expect(missingOfActsOn(facts, '2026-01-19').deliberationsMissing).toEqual([]);
    });
    const vote = { organisation: anor, deliberatedOn: '2026-01-12', reference: '2026-01' };
    const late = given(convention, ...parties, signed(anor, '2026-01-20'));
    late.when(recordDeliberation, vote, { today }).thenState((facts) => {
      expect(facts && missingOfActsOn(facts, today).deliberationsMissing).toEqual([]);
    });
    late
      .when(recordDeliberation, { ...vote, deliberatedOn: '2026-01-21' }, { today })
      .thenRejected('deliberation-too-late');
  });

  test('what is improbable is said', () => {
    const vote = { organisation: anor, deliberatedOn: '2013-12-12', reference: '2013-45' };
    given(convention, ...parties)
      .when(recordDeliberation, vote, { today })
      .thenWarned('deliberation-before-opening');
    given(convention, ...parties, deliberated(anor, '2026-01-12'))
      .when(
        recordLegalityReceipt,
        { organisation: anor, receiptNumber: 'FAUX', receivedOn: '2026-01-20' },
        { today },
      )
      .thenWarned('improbable-receipt');
    const opening = (change: object, facts = {}) =>
      given(convention).when(openConvention, { ...conventionBody, ...change }, { today, facts });
    opening({}).thenWarned();
    opening({}, { isNamesake: true }).thenWarned('same-title');
    const territory = { ...conventionBody.territory, communes: ['59249', '59012', '62041'] };
    opening({ territory }).thenWarned('commune-of-another-departement', 'commune-outside-epci');
    opening({ territory: { ...territory, communes: ['59249', '59350'], epci: ['200043404'] } }).thenWarned(
      'commune-outside-epci',
    );
  });

  test('before anybody has signed, title, period and themes change freely', () => {
    const revision = { title: 'CTG 2026-2029', endsOn: '2029-12-31', removeThemes: ['petite-enfance'] };
    const before = given(convention, ...parties, deliberated(anor, '2026-01-12'));
    before.when(reviseConvention, revision, { today }).thenState((facts) => {
      expect(facts).toMatchObject({
        title: 'CTG 2026-2029',
        effectOn: conventionBody.effectOn,
        endsOn: '2029-12-31',
        themes: [],
      });
    });
    before.when(reviseConvention, { endsOn: '2025-12-31' }, { today }).thenRejected('impossible-term');
    before.when(reviseConvention, { removeThemes: ['logement'] }, { today }).thenRejected('unknown-theme');
    given(convention, ...parties, deliberated(anor, '2026-01-12'), signed(anor, '2026-01-20'))
      .when(reviseConvention, revision, { today })
      .thenRejected('signed-by-some');
  });

  test('nobody signs twice, everybody signs the same document', () => {
    const past = [...parties, deliberated(anor, '2026-01-12'), deliberated(fourmies, '2026-01-13')];
    given(convention, ...past, signed(anor, '2026-01-20'))
      .when(sign, signBody, { today, actor: mayor(anor) })
      .thenRejected('already-signed');
    given(convention, ...past, signed(anor, '2026-01-20', { documentHash: hash('a') }))
      .when(sign, { ...signBody, documentHash: hash('b') }, { today, actor: mayor(fourmies) })
      .thenRejected('other-document');
    given(convention, ...past, signed(anor, '2026-01-20'))
      .when(fileDocument, { documentHash: hash('a'), title: 'CTG' })
      .thenRejected('signing-has-begun');
  });
});

describe('signed by all signatories', () => {
  const deliberations = [deliberated(anor, '2026-01-12'), deliberated(fourmies, '2026-01-13')];
  const allButFourmies = [
    opened,
    signatory(anor),
    signatory(fourmies),
    ...deliberations,
    signed(anor, '2026-05-04'),
  ];

  test('the last signature makes it signed; its period stays as it is written', () => {
    given(convention, ...allButFourmies)
      .when(sign, { signedOn: '2026-02-01' }, { today, actor: mayor(fourmies) })
      .then(
        signed(fourmies, '2026-02-01'),
        ConventionFullySigned(
          { completedOn: '2026-05-04', effectOn: '2026-01-01', endsOn: '2030-12-31' },
          { occurredOn: '2026-05-04', effectiveOn: '2026-01-01' },
        ),
      );
  });

  test('one required signatory missing: not signed, and it is in signature', () => {
    const state = given(convention, ...allButFourmies).state();
    expect(state && lifeOf(state).completedOn).toBeUndefined();
    if (!state) throw new Error('opened above');
    expect(situationOn(state, '2026-06-01').status).toBe('in-signature');
    expect(situationOn(state, '2026-01-01').status).toBe('in-preparation');
  });

  test('who is not required is not waited for', () => {
    const optional = [
      opened,
      signatory(anor),
      signatory(fourmies, 'commune', false),
      deliberations[0] as never,
    ];
    const events = given(convention, ...optional)
      .when(sign, { signedOn: '2026-01-20' }, { today, actor: mayor(anor) })
      .events();
    expect(events.map(({ type }) => type)).toContain('partners.ConventionFullySigned');
  });

  test('a Caf has signed when president and director have', () => {
    const past = [opened, signatory(caf, 'caf'), deliberated(caf, '2026-01-05')];
    const president = { signedOn: '2026-01-20', signingCapacity: 'caf-president' };
    const one = given(convention, ...past).when(sign, president, { today, actor: mayor(caf) });
    expect(one.events()).toHaveLength(1);
    const both = given(convention, ...past, ...one.events());
    expect(
      both
        .when(sign, { ...president, signingCapacity: 'caf-director' }, { today, actor: mayor(caf) })
        .events(),
    ).toHaveLength(2);
  });

  test('status follows the dates: signed in 2023 for 2022 to 2026', () => {
    const early = given(
      convention,
      {
        ...opened,
        occurredOn: '2022-03-01',
        data: { ...opened.data, effectOn: '2022-01-01', endsOn: '2026-12-31' },
      },
      signatory(anor),
      deliberated(anor, '2023-02-01'),
    );
    const signing = early.when(sign, { signedOn: '2023-02-15' }, { today, actor: mayor(anor) });
    signing.thenState((state) => {
      if (!state) throw new Error('opened above');
      expect(situationOn(state, '2021-12-31').status).toBe('not-open');
      expect(situationOn(state, '2022-06-01').status).toBe('covered-retroactively');
      expect(situationOn(state, '2023-02-15').status).toBe('in-force');
      expect(situationOn(state, '2027-01-01')).toMatchObject({ status: 'past-its-term', lapsedForDays: 1 });
    });
  });
});

describe('how it ends', () => {
  const lone = [opened, signatory(anor)];
  test('withdrawal takes three months of notice unless less is agreed', () => {
    const body = { organisation: anor, noticeOn: '2026-06-01', leavesOn: '2026-07-01' };
    given(convention, ...lone)
      .when(withdrawSignatory, body, { today })
      .thenRejected('notice-too-short');
    const agreed = given(convention, ...lone).when(
      withdrawSignatory,
      { ...body, shorterNoticeAgreed: true },
      { today },
    );
    expect(agreed.events()).toMatchObject([{ occurredOn: '2026-06-01', effectiveOn: '2026-07-01' }]);
    given(convention, ...lone, ...agreed.events())
      .when(withdrawSignatory, body, { today })
      .thenRejected('already-withdrawn');
  });

  test('it lapses after its term, not before; what has ended no longer changes', () => {
    given(convention, ...lone)
      .when(lapseConvention, {}, { today })
      .thenRejected('term-not-reached');
    const ended = given(convention, ...lone)
      .when(terminateConvention, { endedOn: '2026-11-30' }, { today })
      .events();
    given(convention, ...lone, ...ended)
      .when(designateSignatory, { organisation: fourmies }, { facts: 'commune' })
      .thenRejected('convention-ended');
  });

  test.each(['2025-12-31', '2031-01-01'])('it is not terminated outside its term: %s', (endedOn) => {
    given(convention, ...lone, deliberated(anor, '2026-01-12'), signed(anor, '2026-01-20'))
      .when(terminateConvention, { endedOn }, { today })
      .thenRejected('ends-outside-its-term');
  });
});
