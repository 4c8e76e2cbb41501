import { Deliberated } from '@ctg/contracts/partners';
import { signedBy } from '@ctg/contracts/testing';
import { type ConventionFacts, convention } from '@ctg/convention';
import { given } from '@ctg/decider/testing';
import { scene } from '../scene.js';
import { assertPossibleActs } from './possible-acts.js';

const { anor, fourmies, opened, signatory } = scene;
const facts = (
  deliberatedOn: string,
  signedOn: string,
  signedByFourmiesOn = '2026-01-20',
): ConventionFacts => {
  const state = given(
    convention,
    opened,
    signatory(anor),
    signatory(fourmies),
    Deliberated(
      { organisation: anor, deliberatedOn, reference: '2026-03', outcome: 'approved' },
      { occurredOn: deliberatedOn },
    ),
    signedBy(anor, signedOn),
    signedBy(fourmies, signedByFourmiesOn),
  ).state();
  if (!state) throw new Error('It was opened.');
  return state;
};
const possible = facts('2026-01-12', '2026-01-20');
const refusal = (now: ConventionFacts, before?: ConventionFacts): string | undefined => {
  try {
    assertPossibleActs(now, before);
    return undefined;
  } catch (error) {
    return (error as { explanation: { code: string } }).explanation.code;
  }
};

test.each([
  ['2026-01-12', '2026-01-12', undefined],
  ['2026-01-12', '2026-01-11', 'signature-before-deliberation'],
  ['2026-01-21', '2026-01-20', 'signature-before-deliberation'],
  ['2013-12-12', '2014-01-01', 'signature-before-opening'],
])('deliberated on %s and signed on %s: %s', (deliberatedOn, signedOn, code) => {
  expect(refusal(facts(deliberatedOn, signedOn), possible)).toBe(code);
});

test('what was impossible before keeps nobody from correcting the rest, step by step', () => {
  const wrong = facts('2013-12-12', '2014-01-01');
  expect(refusal(wrong, wrong)).toBeUndefined();
  expect(refusal(facts('2013-12-12', '2014-06-01'), wrong)).toBeUndefined();
  expect(refusal(facts('2013-12-12', '2014-01-01', '2014-01-02'), wrong)).toBe('signature-before-opening');
});
