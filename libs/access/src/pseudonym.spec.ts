import { pseudonyms } from './pseudonym.js';

const key = Buffer.alloc(32, 7);
const of = pseudonyms(key, 'https://id.example');

test('one person is one pseudonym, that says nothing of who it is', () => {
  const one = of('jeanne.martin@caf.example');
  expect(one).toMatch(/^p-[\w-]{22}$/);
  expect(one).toBe(of('jeanne.martin@caf.example'));
  expect(one).not.toContain('jeanne');
});

test('another subject, issuer or key is another', () => {
  const others = [
    of('b'),
    pseudonyms(key, 'https://other.example')('a'),
    pseudonyms(Buffer.alloc(32, 8), 'https://id.example')('a'),
  ];
  expect(new Set([of('a'), ...others]).size).toBe(4);
});

test('a short key is none', () => {
  expect(() => pseudonyms(Buffer.alloc(31), 'https://id.example')).toThrow(RangeError);
});
