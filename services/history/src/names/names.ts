import type { Actor } from '@ctg/access';
import type { ReadModelAccess } from '@ctg/decider';
import { visibleTo } from '@ctg/web-service';
import { fullBody, fullName } from './grammar.js';

/** Whatever may be an id in these data: of a thing of ours, of an organisation. */
export function idsIn(data: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof data === 'string') {
    if (/^[\w-]{9,40}$/.test(data)) found.add(data);
  } else if (typeof data === 'object' && data !== null) {
    for (const one of Object.values(data)) idsIn(one, found);
  }
  return found;
}

export interface Named {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** The département, beside a name that several communes have. */
  readonly place?: string | null;
}

/** What ids are called, for one convention. Unknown ids are shown as they are. */
export class Names {
  readonly #known = new Map<string, Named>();

  constructor(rows: Iterable<Named>) {
    for (const row of rows) this.#known.set(row.id, row);
  }

  /**
   * Reads what these ids are called in a convention: its things, its Caf's organisations, and other conventions that the
   * reader may see.
   * @param beside.formers conventions whose things it has taken over
   * @param beside.actor who reads; without one, no other convention is named
   */
  static async read(
    readModel: ReadModelAccess,
    conventionId: string,
    ids: ReadonlySet<string>,
    { formers = [], actor }: { readonly formers?: readonly string[]; readonly actor?: Actor } = {},
  ): Promise<Names> {
    const parameters: unknown[] = [conventionId, [...ids], formers];
    const seen = actor ? visibleTo(actor, (value) => `$${parameters.push(value)}`) : 'false';
    // The keys are made before: under row-level security only a bare column is looked up in an index, and a join reads all names.
    const rows = await readModel.query<Named>(
      `SELECT n.id, n.label, n.kind, n.place FROM known_name n
        WHERE n.key = ANY (ARRAY(
          SELECT owner || ':' || id FROM unnest($2::text[]) id CROSS JOIN (
            VALUES ($1), (''), ((SELECT caf_id FROM known_convention WHERE convention_id = $1))
            UNION SELECT unnest($3::text[])) owners (owner)))
       UNION ALL
       SELECT k.convention_id, k.title, 'conventionId', NULL FROM known_convention k
        WHERE k.convention_id = ANY ($2) AND ${seen}`,
      parameters,
    );
    return new Names(rows);
  }

  /** All of them: where these are the same, what is named by them reads the same. */
  get words(): string {
    return JSON.stringify([...this.#known.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
  }

  /** These names, and more. */
  and(more: Iterable<Named>): Names {
    const both = new Names(more);
    for (const [id, named] of this.#known) if (!both.#known.has(id)) both.#known.set(id, named);
    return both;
  }

  /** « Anor », « Comité de pilotage », « Saint-Aubin (Jura) » */
  of(id: unknown): string {
    const known = this.#known.get(String(id));
    if (!known) return String(id ?? '');
    return known.place ? `${known.label} (${known.place})` : known.label;
  }

  /** As `of`, where the name is known. */
  known(id: unknown): string | undefined {
    return this.#known.get(String(id))?.label ? this.of(id) : undefined;
  }

  kind(id: unknown): string {
    return this.#known.get(String(id))?.kind ?? '';
  }

  /** « la commune d’Anor », « la Caf du Nord » */
  organisation(id: unknown): string {
    return fullName(this.of(id), this.kind(id));
  }

  /** The assembly that deliberates: « le conseil municipal d’Anor ». */
  assembly(id: unknown): string {
    return fullBody(this.of(id), this.kind(id));
  }

  /** « a, b et c » */
  list(ids: unknown): string {
    const words = (Array.isArray(ids) ? ids : []).map((id) => this.of(id));
    return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
  }
}
