import type { PublishedEvent } from '@ctg/contracts';
import type { Projection } from '@ctg/read-model';
import { NoteRow } from './running/notes-testing.js';
import { workOfRows } from './work-of-rows-testing.js';

const notes: Projection<NoteRow> = {
  name: 'notes',
  entity: NoteRow,
  key: 'noteId',
  source: 'own',
  eventTypes: ['notes.Noted'],
  keys: ({ stream }) => [stream],
  apply: (row, _event, noteId) => ({ noteId, text: `${row?.text ?? ''}.` }),
};
const service = { name: 'notes', title: 'Notes', commands: [], queries: [], entities: [], migrations: [] };
const noted = (stream: string) => ({ type: 'notes.Noted', stream }) as unknown as PublishedEvent;
const behind = (count: number, nth: (n: number) => string) =>
  workOfRows(
    { ...service, projections: [notes] },
    Array.from({ length: count }, (_, n) => noted(nth(n))),
    [noted(nth(count))],
  );

test('a row that gathers takes more and more, a row a piece does not', () => {
  const [inOne, inEach] = [() => 'a', (n: number) => String(100 + n)];
  expect(behind(100, inOne) - behind(10, inOne)).toBe(2 * 90);
  expect(behind(100, inEach)).toBe(behind(10, inEach));
});
