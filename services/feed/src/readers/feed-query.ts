import { wholeNumber } from '@ctg/web-service';
import { z } from 'zod';
import { asCursor, cursorShape, start } from './cursor.js';

const cursor = z
  .string()
  .regex(cursorShape, 'Un « next » rendu par le fil attendu, ou 0 pour le début')
  .transform(asCursor);
const after = cursor.default(start).describe('Après cette position ; 0 : depuis le début');
const types = z
  .string()
  .max(5_000)
  .regex(/^[\w.-]+(,[\w.-]+)*$/, 'Des types d’événements séparés par des virgules attendus')
  .transform((text) => text.split(','))
  .optional()
  .describe('Types d’événements, séparés par des virgules ; par défaut tous');

/** What a page is asked with. */
export const pageQuery = z.strictObject({
  after,
  types,
  limit: wholeNumber(1, 500).default(100).describe('Nombre d’événements'),
  wait: wholeNumber(0, 30).default(0).describe('Secondes à attendre quand il n’y a rien'),
});

/** What a stream is asked with. */
export const streamQuery = z.strictObject({ after, types });

/** Where a stream that was cut goes on; an empty header says nothing. */
export const lastEventId = z.strictObject({ 'Last-Event-ID': cursor });
