import type { Actor } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import type { TenantReader, Tenants } from '@ctg/read-model';

/**
 * The service's tables as somebody sees them: rows of a Caf that is not theirs are not there, whatever a statement asks for. The database
 * says so; what within a Caf is shown to whom, statements say themselves.
 */
export class TablesFor {
  /** @param all the tables as those who fold them have them */
  constructor(
    private readonly reader: Pick<TenantReader, 'query'>,
    private readonly all: ReadModelAccess,
  ) {}

  /** As a person sees them. */
  person(actor: Actor): ReadModelAccess {
    let tenants: Promise<Tenants> | undefined;
    return {
      query: async <Row>(sql: string, parameters?: readonly unknown[]) => {
        tenants ??= this.#tenantsOf(actor);
        return this.reader.query<Row>(await tenants, sql, parameters);
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

  /** Whoever has a Caf has that one; the national auditor has all, an evaluator those of the conventions that they evaluate. */
  async #tenantsOf({ cafId, role, organisation }: Actor): Promise<Tenants> {
    if (cafId !== undefined) return [cafId];
    if (role === 'national_auditor') return 'all';
    if (role !== 'evaluator' || organisation === undefined) return [];
    const found = await this.all.query<{ cafId: string }>(
      `SELECT DISTINCT caf_id AS "cafId" FROM known_convention WHERE $1 = ANY (evaluators) AND caf_id <> ''`,
      [organisation],
    );
    return found.map((row) => row.cafId);
  }
}
