import { setImmediate as breathe } from 'node:timers/promises';
import { conventionRoles } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import {
  type Answered,
  cursorOf,
  defineQuery,
  type Page,
  pageOf,
  pageQuery,
  placeOf,
  type QueryDefinition,
} from '@ctg/web-service';
import { z } from 'zod';
import { names } from '../names/name-row.js';
import { idsIn, Names } from '../names/names.js';
import { timeline } from '../timeline/timeline-row.js';
import type { FoldedFacts } from './folded-facts.js';
import { knownFacts } from './known-state.js';
import { momentAsked, momentOf, when } from './moment.js';

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
   */
  rows(
    facts: FoldedFacts,
    filters: z.output<z.ZodObject<Shape>>,
  ): readonly Row[] | Generator<void, readonly Row[]>;
  /** A row with the names of what it points to. */
  show(row: Row, names: Names, facts: FoldedFacts): Answered<Item>;
}

type Asked = { limit: number; cursor?: string; effectiveAt?: string; knownAt?: string };

/**
 * Defines such a list. It answers page by page `{ items, nextCursor? }`; all pages show the same moment, whatever is
 * recorded meanwhile.
 */
export function defineListOfADay<Shape extends z.ZodRawShape, Row, Item>(
  list: ListOfADay<Shape, Row, Item>,
): QueryDefinition<unknown, Page<Item>> {
  const kept = new WeakMap<FoldedFacts, Map<string, readonly Row[]>>();
  const rowsOf = async (facts: FoldedFacts, filters: object): Promise<readonly Row[]> => {
    const made = kept.get(facts) ?? new Map<string, readonly Row[]>();
    kept.set(facts, made);
    const key = JSON.stringify(filters);
    const rows = made.get(key) ?? (await finished(list.rows(facts, filters as z.output<z.ZodObject<Shape>>)));
    made.set(key, rows);
    return rows;
  };
  return defineQuery({
    name: list.name,
    title: list.title,
    roles: conventionRoles,
    route: list.route,
    reads: [timeline, names],
    query: z.strictObject({ ...list.filters, ...when, ...pageQuery }) as unknown as z.ZodType<unknown>,
    answerSchema: pageOf(list.item) as unknown as z.ZodType<Page<Item>>,
    async answer({ query, params, readModel }) {
      const { limit, cursor, ...asked } = query as Asked;
      const { effectiveAt: _day, knownAt: _known, ...filters } = asked;
      const { conventionId = '' } = params;
      const owner = { list: list.name, params, filters: asked };
      const at = cursor === undefined ? undefined : placeOf(owner, cursor, 4);
      const moment = at ? momentOf(conventionId, at) : await momentAsked(readModel, conventionId, asked);
      const facts = await knownFacts(readModel, moment);
      const rows = await rowsOf(facts, filters);
      const start = Number(at?.[3] ?? 0);
      const end = start + limit;
      const { upTo, effectiveAt, knownAt } = moment;
      return {
        items: await shown(rows.slice(start, end), readModel, conventionId, facts),
        ...(end >= rows.length
          ? {}
          : { nextCursor: cursorOf(owner, [upTo, effectiveAt, knownAt, String(end)]) }),
      } as Answered<Page<Item>>;
    },
  });

  async function shown(
    rows: readonly Row[],
    readModel: ReadModelAccess,
    conventionId: string,
    facts: FoldedFacts,
  ) {
    const named = await Names.read(readModel, conventionId, idsIn(rows));
    return rows.map((row) => list.show(row, named, facts));
  }
}

async function finished<Row>(
  made: readonly Row[] | Generator<void, readonly Row[]>,
): Promise<readonly Row[]> {
  if (!('next' in made)) return made;
  for (;;) {
    const step = made.next();
    if (step.done) return step.value;
    await breathe();
  }
}
