import type { Actor } from '@ctg/access';
import { isDay, today } from '@ctg/calendar';
import { type RouteParams, Turns } from '@ctg/decider';
import { z } from 'zod';
import type { SeenTables } from '../access/seen-tables.js';
import type { Answered } from '../answers/answered.js';
import { defineQuery, type QueryDefinition } from '../service-definition.js';
import { cursorOf, fitting, placeOf } from './cursor.js';
import { type Selection, textOf } from './keyset.js';
import { type Page, pageOf, pageQuery } from './page.js';
import { readRows } from './read-rows.js';

/** What a list is asked with. */
export interface ListInput<Filters> {
  readonly query: Filters;
  readonly params: RouteParams;
  readonly actor: Actor;
  readonly readModel: SeenTables;
  /** The day that is asked for (`on`), of all pages; where nobody says, the day it was for the Caf when the first was asked. */
  readonly on: string;
  /** Adds a parameter of the statement and answers its `$n`. */
  value(parameter: unknown): string;
}

/** A question whose answer may be long: it is answered page by page, in an order that pages keep. */
export interface ListDefinition<Shape extends z.ZodRawShape, Row, Item, Gathered = undefined>
  extends Omit<QueryDefinition<unknown, unknown>, 'query' | 'answer' | 'answerSchema'> {
  /** By which the list is narrowed; `limit` and `cursor` come by themselves. */
  readonly filters: Shape;
  /** One thing of the list. */
  readonly item: z.ZodType<Item>;
  /** Must itself keep to the actor's tenant where the route names no convention. Throws `notFound` where there is nothing to list. */
  select(input: ListInput<z.output<z.ZodObject<Shape>>>): Selection | Promise<Selection>;
  /** What the rows of one page need beside themselves, asked at once for all of them: the names of what they point to. */
  gather?(rows: readonly Row[], input: ListInput<z.output<z.ZodObject<Shape>>>): Promise<Gathered>;
  /** What is shown of a row. */
  show(row: Row, input: ListInput<z.output<z.ZodObject<Shape>>>, gathered: Gathered): Answered<Item>;
}

/** A list as a question among others. */
export type PagedList<Item> = QueryDefinition<unknown, Page<Item>>;

/** The first page of a list, inside the answer of what it belongs to; its cursor goes on in the list itself. */
export const firstPage = <Item>(
  list: PagedList<Item>,
  input: Omit<Parameters<QueryDefinition['answer']>[0], 'query'>,
): Promise<Answered<Page<Item>>> => list.answer({ ...input, query: { limit: 50 } });

/**
 * Defines a list. It answers `{ items, nextCursor? }`: the work and the size of a page do not grow with the list, and
 * what is added while somebody turns pages neither doubles nor hides what was there.
 */
export function defineList<Shape extends z.ZodRawShape, Row, Item, Gathered = undefined>({
  filters,
  item,
  select,
  gather,
  show,
  ...definition
}: ListDefinition<Shape, Row, Item, Gathered>): PagedList<Item> {
  const query = z.strictObject({ ...filters, ...pageQuery });
  return defineQuery({
    ...definition,
    query: query as unknown as z.ZodType<unknown>,
    answerSchema: pageOf(item) as unknown as z.ZodType<Page<Item>>,
    async answer({ query: asked, params, actor, readModel }) {
      const { limit, cursor, ...given } = asked as { limit: number; cursor?: string };
      const parameters: unknown[] = [];
      const value = (parameter: unknown) => `$${parameters.push(parameter)}`;
      const owner = { list: definition.name, params, filters: given };
      const settles = 'on' in filters ? [isDay] : [];
      const at = cursor === undefined ? undefined : placeOf(owner, cursor);
      const settled = fitting(at?.slice(0, settles.length) ?? [], at ? settles : []);
      const said = (given as { on?: string }).on;
      const on = said ?? settled[0] ?? today(actor.cafId);
      const input = { query: given as z.output<z.ZodObject<Shape>>, params, actor, readModel, value, on };
      const selection = await select(input);
      const start = at && { place: fitting(at.slice(settles.length), selection.order.map(textOf)) };
      const { rows, next } = await readRows<Row>(readModel, { selection, start, limit, value, parameters });
      const gathered = (await gather?.(rows, input)) as Gathered;
      const items: Answered<Item>[] = [];
      const turns = new Turns();
      for (const row of rows) {
        items.push(show(row, input, gathered));
        await turns.give();
      }
      return {
        items,
        ...(next ? { nextCursor: cursorOf(owner, [...settles.map(() => on), ...next]) } : {}),
      } as Answered<Page<Item>>;
    },
  });
}
