import { Turns } from '@ctg/decider';
import { type Answered, defineComputedList, type Page, type QueryDefinition } from '@ctg/web-service';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { idsIn, Names } from '../names/names.js';
import type { FoldedFacts } from './folded-facts.js';
import { type Former, formersOf, seenOf } from './formers.js';
import { inSteps } from './in-steps.js';
import { knownFacts } from './known-state.js';
import { momentOf, ofAMoment, when } from './moment.js';

/** A question on a convention whose answer is a list that follows from its facts. */
export interface ListOfADay<Shape extends z.ZodRawShape, Row, Item> {
  readonly name: string;
  readonly title: string;
  /** `/conventions/:conventionId/…` */
  readonly route: string;
  /** By which the list is narrowed; the moment, `limit` and `cursor` come by themselves. */
  readonly filters: Shape;
  readonly item: z.ZodType<Item>;
  /**
   * All rows in their order, without names: linear in the facts, kept while their pages are turned. What may be many is
   * made in steps, between which others work.
   *
   * @param formers the conventions of which something is taken over, and whether the reader may see them
   */
  rows(
    facts: FoldedFacts,
    filters: z.output<z.ZodObject<Shape>>,
    formers: readonly Former[],
  ): readonly Row[] | Generator<void, readonly Row[]>;
  /** What of a row is called by its name, where that is not all of it: a row may hold far more than is shown. */
  named?(row: Row): unknown;
  /** A row with the names of what it points to. */
  show(row: Row, names: Names, facts: FoldedFacts): Answered<Item>;
}

/** Of one moment, the rows of so many filters are kept: who asks for others makes room. */
const mostNarrowings = 20;

/** A row, and the facts that it was found in: of those the page is named. */
interface Shown<Row> {
  readonly row: Row;
  readonly facts: FoldedFacts;
}

/**
 * Defines such a list. It answers page by page `{ items, nextCursor? }`; all pages show the same moment, whatever is
 * recorded meanwhile.
 */
export function defineListOfADay<Shape extends z.ZodRawShape, Row, Item>({
  rows,
  named = (row) => row,
  show,
  filters,
  ...list
}: ListOfADay<Shape, Row, Item>): QueryDefinition<unknown, Page<Item>> {
  const kept = new WeakMap<FoldedFacts, LRUCache<string, readonly Row[]>>();
  const rowsOf = async (
    facts: FoldedFacts,
    asked: object,
    formers: readonly Former[],
  ): Promise<readonly Row[]> => {
    const ofFacts = kept.get(facts) ?? new LRUCache<string, readonly Row[]>({ max: mostNarrowings });
    kept.set(facts, ofFacts);
    // What one reader may see of the former conventions another may not.
    const key = JSON.stringify([asked, seenOf(formers)]);
    const found =
      ofFacts.get(key) ?? (await made(rows(facts, asked as z.output<z.ZodObject<Shape>>, formers)));
    ofFacts.set(key, found);
    return found;
  };
  return defineComputedList<z.ZodRawShape, Item, Shown<Row>>({
    ...list,
    ...ofAMoment,
    filters: { ...filters, ...when },
    async *walk({ query, params: { conventionId = '' }, actor, readModel }, settled, [shown = '0'] = []) {
      const moment = momentOf(conventionId, settled);
      const facts = await knownFacts(readModel, moment);
      const { effectiveAt: _day, knownAt: _known, ...asked } = query;
      const found = await rowsOf(facts, asked, await formersOf(facts, moment, { actor, readModel }));
      for (let next = Number(shown); next < found.length; next++)
        yield { place: [String(next + 1)], item: { row: found[next] as Row, facts } };
    },
    async finish(found, { params: { conventionId = '' }, actor, readModel }) {
      const ids = idsIn(found.map(({ row }) => named(row)));
      const names = await Names.read(readModel, conventionId, ids, { actor });
      const items: Item[] = [];
      const turns = new Turns();
      for (const { row, facts } of found) {
        items.push(show(row, names, facts) as Item);
        await turns.give();
      }
      return items;
    },
  });
}

const made = async <Row>(rows: readonly Row[] | Generator<void, readonly Row[]>): Promise<readonly Row[]> =>
  'next' in rows ? inSteps(rows) : rows;
