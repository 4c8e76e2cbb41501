import type { Projection } from '@ctg/read-model';
import { defineList, type PagedList } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import type { PieceRow } from './piece-row.js';

interface PiecesListed<Piece extends object, Row extends PieceRow<Piece>> {
  /** `axes`, behind `action-plans.list-`. */
  readonly name: string;
  readonly title: string;
  /** Behind `/conventions/:conventionId/`. */
  readonly path: string;
  readonly pieces: Projection<Row>;
  /** Where they stand. */
  readonly table: string;
  readonly item: z.ZodType<Piece>;
  readonly filters?: z.ZodRawShape;
  /** The columns by which an index finds them in their convention, by the word of the route or the filter that says the value. */
  readonly foundBy?: Readonly<Record<string, string>>;
}

/** A list of pieces of one kind, in the order in which they were recorded. */
export const listPieces = <Piece extends object, Row extends PieceRow<Piece>>({
  name,
  title,
  path,
  pieces,
  table,
  item,
  filters = {},
  foundBy = {},
}: PiecesListed<Piece, Row>): PagedList<Piece> =>
  defineList({
    name: `action-plans.list-${name}`,
    title,
    roles: readers,
    route: `/conventions/:conventionId/${path}`,
    reads: [pieces],
    filters,
    item,
    select({ query, params, value }) {
      const asked: Readonly<Record<string, unknown>> = { ...query, ...params };
      const found = Object.entries({ conventionId: 'convention_id', ...foundBy });
      return {
        columns: 'document',
        from: table,
        where: found.flatMap(([word, column]) =>
          asked[word] === undefined ? [] : [`${column} = ${value(asked[word])}`],
        ),
        order: [{ by: 'position', as: 'bigint' }],
      };
    },
    show: ({ document }: { document: never }) => document,
  });
