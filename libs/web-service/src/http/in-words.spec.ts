import { Rejection, refused } from '@ctg/decider';
import { asProblem } from './as-problem.js';
import { inWords } from './in-words.js';

test.each([
  ['association', 'association'],
  ['company', 'entreprise (company)'],
  ['caf', 'Caf'],
  ['215900127, pilot', 'SIREN 215900127, pilote (pilot)'],
  ['W592001234', 'RNA W592001234'],
  ['caf_adviser', 'conseiller Caf (caf_adviser)'],
  ['position 215900127', 'position 215900127'],
  ['une réunion d’un copil', 'une réunion d’un copil'],
  ['constructor', 'constructor'],
])('%s is told as %s', (said, told) => {
  expect(inWords(said)).toBe(told);
});

test('every refusal is told in words, whichever rule it comes from', () => {
  const refusal = refused({ code: 'other-kind', title: 'Non.', expected: 'association', found: 'company' });
  expect(refusal).toBeInstanceOf(Rejection);
  expect(asProblem(refusal)).toMatchObject({
    expected: 'association',
    found: 'entreprise (company)',
    detail: 'Attendu : association. Trouvé : entreprise (company).',
  });
});
