import { inseeCode, organisationId, siren, siret, title } from './index.js';

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

test('an association without a SIREN has its RNA number', () => {
  expect(organisationId.parse('W595001234')).toBe('W595001234');
  expect(organisationId.safeParse('W59500').error?.issues[0]?.message).toContain('RNA');
  expect(organisationId.safeParse('215902496').error?.issues[0]?.message).toContain('215902496');
});

test('INSEE codes know Corsica', () => {
  expect(inseeCode.safeParse('2A004').success).toBe(true);
  expect(inseeCode.safeParse('2C004').success).toBe(false);
});

test.each(['', '   ', 'a'.repeat(301), 'nul \u0000', 'ligne\nsuivante', 'coupé \ud800'])(
  'title %j is refused',
  (text) => {
    expect(title.safeParse(text).success).toBe(false);
  },
);
