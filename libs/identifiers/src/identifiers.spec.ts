import { inseeCode, organisationId, personId, siren, siret, title } from './index.js';

test.each([
  '200043404',
  '215902495',
  '215900127',
  '215906595',
  '215906017',
  '215902610',
  '215904459',
  '215902297',
  '215906330',
  '215901984',
  '215900457',
  '215906611',
  '215904202',
])('SIREN %s of a real authority passes', (text) => {
  expect(siren.parse(text)).toBe(text);
});

test.each([
  ['215902496', 'clé'],
  ['21590249', '9 chiffres'],
  ['215 902 495', 'sans espace'],
])('SIREN %s is refused with what is wrong', (text, says) => {
  expect(siren.safeParse(text).error?.issues[0]?.message).toContain(says);
});

test('SIRET: Luhn key, and the rule of La Poste', () => {
  expect(siret.safeParse('21590249500013').success).toBe(true);
  expect(siret.safeParse('21590249500018').success).toBe(false);
  expect(siret.safeParse('35600000000048').success).toBe(true);
  expect(siret.safeParse('35600000000042').success).toBe(true);
  expect(siret.safeParse('35600000000049').success).toBe(false);
});

test.each(['000000000', '00000000000000'])('%s has a key and is nobody’s', (text) => {
  const message = (text.length === 9 ? siren : siret).safeParse(text).error?.issues[0]?.message;
  expect(message).toContain('n’est à personne');
});

test.each([
  ['W595001234', true],
  ['W2A1000123', true],
  ['W2B2001234', true],
  ['W9P1000456', true],
  ['W9R1001234', true],
  ['W9T1000001', true],
  ['W000000000', false],
  ['W2C1000123', false],
  ['W59500123', false],
  ['w595001234', false],
  ['W59A001234', false],
  ['W9RA001234', false],
])('RNA number %s: %s', (text, isRight) => {
  expect(organisationId.safeParse(text).success).toBe(isRight);
});

test('an association without a SIREN has its RNA number', () => {
  expect(organisationId.parse('W595001234')).toBe('W595001234');
  expect(organisationId.safeParse('W59500').error?.issues[0]?.message).toContain('RNA');
  expect(organisationId.safeParse('215902496').error?.issues[0]?.message).toContain('215902496');
});

test.each([
  ['59249', true],
  ['01004', true],
  ['2A004', true],
  ['2B033', true],
  ['97411', true],
  ['97801', true],
  ['98818', true],
  ['2C004', false],
  ['5924', false],
  ['2a004', false],
])('INSEE code %s: %s', (text, isRight) => {
  expect(inseeCode.safeParse(text).success).toBe(isRight);
});

test.each(['', '   ', 'a'.repeat(301), 'nul \u0000', 'ligne\nsuivante', 'coupé \ud800'])(
  'title %j is refused',
  (text) => {
    expect(title.safeParse(text).success).toBe(false);
  },
);

test.each(['cc-01', 'u12', '7f3c9a52', '0190f0a0-0000-7000-8000-000000000001', `p-${'a_-B'.repeat(5)}cd`])(
  '%s may stand for a person',
  (id) => expect(personId.safeParse(id).success).toBe(true),
);

test.each(['Jeanne Martin', 'martin', 'jeanne-martin-1', 'j.martin@caf.example', 'decade', '0612345678', ''])(
  '%s may be a name, an e-mail or a telephone: it does not stand for a person',
  (id) => expect(personId.safeParse(id).success).toBe(false),
);
