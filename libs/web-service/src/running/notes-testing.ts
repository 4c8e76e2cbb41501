import { defineEvent } from '@ctg/contracts';
import { type Decider, defineCommand } from '@ctg/decider';
import type { Projection } from '@ctg/read-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';
import { defineQuery } from '../index.js';

/** The parts of a small service, for tests of how services run: a note is opened, and read. */
const Noted = defineEvent({
  type: 'notes.Noted',
  title: 'Noté',
  schema: z.object({ text: z.string() }),
});

const note: Decider<{ readonly count: number }> = {
  category: 'notes.note',
  initial: { count: 0 },
  evolve: ({ count }) => ({ count: count + 1 }),
};

@Entity({ name: 'note' })
export class NoteRow {
  @PrimaryColumn('text', { name: 'note_id' })
  noteId!: string;
  @Column('text')
  text!: string;
}

/** What makes the table of `NoteRow`. */
export const createNote = 'CREATE TABLE note (note_id text PRIMARY KEY, text text NOT NULL)';

export const openNote = defineCommand({
  name: 'notes.open',
  title: 'Ouvrir',
  roles: ['caf_adviser'],
  route: '/notes',
  creates: 'noteId',
  body: z.strictObject({ text: z.string() }),
  decider: note,
  stream: ({ noteId = '' }) => ({ subject: noteId }),
  decide: ({ body }) => [Noted({ text: body.text })],
});

/** The notes; `shown` is what a version of the fold makes of a text. */
export const notesOf = (shown: (text: string) => string = (text) => text): Projection<NoteRow> => ({
  name: 'notes',
  entity: NoteRow,
  ofNoTenant: true,
  key: 'noteId',
  source: 'own',
  eventTypes: ['notes.Noted'],
  keys: ({ stream }) => [stream.slice('notes.note-'.length)],
  apply: (_row, { data }, noteId) => ({ noteId, text: shown((data as { text: string }).text) }),
});

/** Reads one note from a projection of them. */
export const readNote = (notes: Projection<NoteRow>) =>
  defineQuery({
    name: 'notes.read',
    title: 'Lire',
    roles: ['caf_adviser'],
    route: '/notes/:noteId',
    reads: [notes],
    query: z.strictObject({}),
    answerSchema: z.object({ text: z.string().optional() }),
    answer: async ({ params, readModel }) => {
      const rows = await readModel.query('SELECT text FROM note WHERE note_id = $1', [params.noteId]);
      return (rows[0] ?? {}) as { text?: string };
    },
  });
