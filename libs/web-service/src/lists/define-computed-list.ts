import { type RouteParams, Turns } from '@ctg/decider';
import { z } from 'zod';
import type { Answered } from '../answers/answered.js';
import { defineQuery, type QueryDefinition } from '../service-definition.js';
import { type CursorOwner, cursorOf, type Place, type PlaceText, placeOf } from './cursor.js';
import type { ListInput } from './define-list.js';
import { type Page, pageOf, pageQuery } from './page.js';

/** One thing of a computed list, and its place in it. Without an item: enough was looked through for one page, it goes on behind. */
export interface Found<Item> {
  readonly place: Place;
  readonly item?: Item;
}

type Walk<Item> = Iterable<Found<Item>> | AsyncIterable<Found<Item>>;
type Input<Shape extends z.ZodRawShape> = Omit<ListInput<z.output<z.ZodObject<Shape>>>, 'value' | 'on'>;

/** A list whose things are computed and stand in no table: no statement orders and cuts them. */
export interface ComputedListDefinition<Shape extends z.ZodRawShape, Item, Row = Item>
  extends Omit<QueryDefinition<unknown, unknown>, 'query' | 'answer' | 'answerSchema'> {
  /** By which the list is narrowed; `limit` and `cursor` come by themselves. */
  readonly filters: Shape;
  /** One thing of the list. */
  readonly item: z.ZodType<Item>;
  /** Of which texts a place consists. */
  readonly places: readonly PlaceText[];
  /** Which texts the first page settles. */
  readonly settles: readonly PlaceText[];
  /** What the first page settles for all that follow, and their cursors carry: the day, the position up to which events count. */
  settle(input: Input<Shape>): readonly string[] | Promise<readonly string[]>;
  /** The things behind a place, in an order that pages keep. */
  walk(input: Input<Shape>, settled: readonly string[], after: Place | undefined): Walk<Row>;
  /** Completes the things of one page, at once for all of them. */
  finish?(found: readonly Row[], input: Input<Shape>): Promise<readonly Item[]>;
}

/** A computed list as a question among others. */
export interface ComputedList<Item> extends QueryDefinition<unknown, Page<Item>> {
  /** Its first page of what was found already, inside the answer of what it belongs to. */
  firstPage(
    of: { readonly filters: object; readonly params: RouteParams; readonly settled: readonly string[] },
    found: Walk<Item>,
  ): Promise<Answered<Page<Item>>>;
}

/** So many stand on the first page inside another answer. */
const firstOnes = 50;

/** Defines a list that is computed; it answers and is turned as every other one. */
export function defineComputedList<Shape extends z.ZodRawShape, Item, Row = Item>({
  filters,
  item,
  places,
  settles,
  settle,
  walk,
  finish,
  ...definition
}: ComputedListDefinition<Shape, Item, Row>): ComputedList<Item> {
  const query = z.strictObject({ ...filters, ...pageQuery });
  const list = definition.name;
  const defined = defineQuery({
    ...definition,
    query: query as unknown as z.ZodType<unknown>,
    answerSchema: pageOf(item) as unknown as z.ZodType<Page<Item>>,
    async answer({ query: asked, params, actor, readModel }) {
      const { limit, cursor, ...given } = asked as { limit: number; cursor?: string };
      const input = { query: given as z.output<z.ZodObject<Shape>>, params, actor, readModel };
      const owner = { list, params, filters: given };
      const at = cursor === undefined ? undefined : placeOf(owner, cursor, [...settles, ...places]);
      const settled = at?.slice(0, settles.length) ?? (await settle(input));
      const page = await pageFound(walk(input, settled, at?.slice(settles.length)), limit, owner, settled);
      const items = (await finish?.(page.items, input)) ?? page.items;
      return { ...page, items } as Answered<Page<Item>>;
    },
  });
  return {
    ...defined,
    firstPage: async ({ filters: given, params, settled }, found) =>
      (await pageFound(found, firstOnes, { list, params, filters: given }, settled)) as Answered<Page<Item>>,
  };
}

async function pageFound<Item>(
  found: Walk<Item>,
  limit: number,
  owner: CursorOwner,
  settled: readonly string[],
): Promise<Page<Item>> {
  const items: Item[] = [];
  const turns = new Turns();
  const next = (place: Place) => ({ items, nextCursor: cursorOf(owner, [...settled, ...place]) });
  let last: Place | undefined;
  for await (const { place, item } of found) {
    if (items.length === limit && last) return next(last);
    if (item === undefined) return next(place);
    items.push(item);
    last = place;
    await turns.give();
  }
  return { items };
}
