import type { ReadModelAccess } from '@ctg/decider';
import { fullBody, fullName } from './grammar.js';

/** What ids are called, for one convention. Unknown ids are shown as they are. */
export class Names {
  readonly #known = new Map<string, { label: string; kind: string }>();

  constructor(rows: Iterable<{ id: string; label: string; kind: string }>) {
    for (const row of rows) this.#known.set(row.id, row);
  }

  /** Reads the names of a convention and of its Caf's organisations. */
  static async read(readModel: ReadModelAccess, conventionId: string): Promise<Names> {
    const rows = await readModel.query<{ id: string; label: string; kind: string }>(
      `SELECT n.id, n.label, n.kind FROM known_name n
        WHERE n.owner IN ($1, '', (SELECT caf_id FROM known_convention WHERE convention_id = $1))`,
      [conventionId],
    );
    return new Names(rows);
  }

  /** « Anor », « Comité de pilotage » */
  of(id: unknown): string {
    return this.#known.get(String(id))?.label ?? String(id ?? '');
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
