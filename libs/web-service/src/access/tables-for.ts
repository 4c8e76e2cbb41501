import { randomUUID } from 'node:crypto';
import type { Actor } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import { extentOf } from '@ctg/feed';
import { projectionGroup, type TenantReader, type Tenants } from '@ctg/read-model';
import type { SeenTables, View } from './seen-tables.js';

/**
 * The service's tables as somebody sees them: rows of a Caf that is not theirs are not there, whatever a statement asks for. The database
 * says so; what within a Caf is shown to whom, statements say themselves.
 */
export class TablesFor {
  /** Two services of one process read tables of their own. */
  readonly #id = randomUUID();

  /** @param all the tables as those who fold them have them */
  constructor(
    private readonly reader: Pick<TenantReader, 'query'>,
    private readonly all: ReadModelAccess,
  ) {}

  /** As a person sees them. */
  person(actor: Actor): SeenTables {
    let found: Promise<Tenants> | undefined;
    const views = new Map<string, Promise<View>>();
    const tenants = () => {
      found ??= this.#tenantsOf(actor);
      return found;
    };
    return {
      query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
        this.reader.query<Row>(await tenants(), sql, parameters),
      viewOf: (projection) => {
        const group = projectionGroup(projection);
        const view = views.get(group) ?? this.#viewOf(group, tenants());
        views.set(group, view);
        return view;
      },
    };
  }

  /** As one Caf sees them. */
  tenant(cafId: string): ReadModelAccess {
    return {
      query: <Row>(sql: string, parameters?: readonly unknown[]) =>
        this.reader.query<Row>([cafId], sql, parameters),
    };
  }

  async #viewOf(group: string, tenants: Promise<Tenants>): Promise<View> {
    const { upTo, id } = await extentOf(this.all, group);
    const seen = await tenants;
    return { upTo, id: JSON.stringify([this.#id, group, id, seen === 'all' ? seen : [...seen].sort()]) };
  }

  /** Whoever has a Caf has that one; the national auditor has all, an evaluator those of the conventions that they evaluate. */
  async #tenantsOf({ cafId, role, organisation }: Actor): Promise<Tenants> {
    if (cafId !== undefined) return [cafId];
    if (role === 'national_auditor') return 'all';
    if (role !== 'evaluator' || organisation === undefined) return [];
    return (await this.all.query<{ cafId: string }>(cafsOfEvaluator, [organisation])).map(
      ({ cafId }) => cafId,
    );
  }
}

/** From each Caf to the next one: an evaluator may have thousands of conventions in a few Cafs. */
const cafsOfEvaluator = `
  WITH RECURSIVE theirs AS (
    SELECT min(caf_id) AS "cafId" FROM known_evaluator WHERE evaluator = $1 AND caf_id > ''
    UNION ALL
    SELECT (SELECT min(caf_id) FROM known_evaluator WHERE evaluator = $1 AND caf_id > "cafId") FROM theirs WHERE "cafId" IS NOT NULL
  )
  SELECT "cafId" FROM theirs WHERE "cafId" IS NOT NULL`;
