import { verdict } from './audit-verdict.mjs';

const answer = (vulnerabilities) =>
  JSON.stringify({
    vulnerabilities,
    metadata: { vulnerabilities: { total: Object.keys(vulnerabilities).length } },
  });

test.each([
  [answer({}), 'audit: nothing grave (0 in all)', false],
  [answer({ x: { severity: 'moderate' } }), 'audit: nothing grave (1 in all)', false],
  [answer({ x: { severity: 'high' } }), 'audit: x (high): see « npm audit --omit=dev »', true],
  [
    '{"message":"405 Method Not Allowed","error":{"summary":"","detail":""}}',
    'audit: this registry does not answer it (405 Method Not Allowed)',
    false,
  ],
  ['', 'audit: not answered (npm error network)', false],
])('%s', (out, line, failed) => {
  expect(verdict(out, 'npm error network\nmore')).toEqual({ line, failed });
});
