import { databaseRefusal, isDatabaseAddress, whereIs } from './database-address.js';

test.each([
  'postgres://u:p@db.example:5432/ctg',
  'postgresql://u@127.0.0.1/ctg_2?sslmode=require',
  'postgres://u:p%2F%23%40@[::1]:5432/ctg',
])('%s is the address of a database', (text) => {
  expect(isDatabaseAddress(text)).toBe(true);
});

const withSecrets = [
  'postgres://u:12/secret@h/db',
  'postgres://u:12#secret@h/db',
  'postgres://u:12?secret@h/db',
  'postgres://u:secret@h:port/db',
  'postgres://u:secret%zz@h/db',
  'postgres://u:secret@h/db/more',
  'postgres://u:secret@h',
  'mysql://u:secret@h/db',
  'u:secret@h/db',
];
test.each(withSecrets)('%s is none, and nothing of it is shown', (text) => {
  expect(isDatabaseAddress(text)).toBe(false);
  expect(whereIs(text)).not.toContain('secret');
});

test.each([
  [{ code: 'ECONNREFUSED' }, /aucun serveur n’y écoute/],
  [{ errors: [{ code: 'ECONNREFUSED' }] }, /aucun serveur n’y écoute/],
  [{ driverError: { code: '28P01' } }, /mot de passe/],
  [{ cause: { code: '3D000' } }, /cette base n’existe pas/],
  [{ message: 'timeout expired' }, /ne répond pas/],
  [{ message: 'Connection terminated unexpectedly' }, /est-ce bien un PostgreSQL/],
])('%j is told in French, with the place and without the password', (parts, sentence) => {
  const said = databaseRefusal('postgres://u:secret@db.example/ctg', Object.assign(new Error('x'), parts));
  expect(said).toMatch(sentence);
  expect(said).toContain('(db.example:5432/ctg)');
  expect(said).not.toContain('secret');
});
