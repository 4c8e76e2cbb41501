import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocal } from '../start-local.js';

const epci = '200043404';
export const anor = '215900127';
export const fourmies = '215902495';
export const territory = {
  name: 'Sud-Avesnois',
  cogVintage: 2026,
  communes: ['59249', '59012'],
  epci: [epci],
};
export const opening = {
  title: 'CTG',
  caf: '900059007',
  territory,
  effectOn: '2026-01-01',
  endsOn: '2030-12-31',
  openedOn: '2025-01-06',
};

/** Today where the Caf is, `YYYY-MM-DD`. */
export const thisDay = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** As whom a request is sent. */
export interface Who {
  readonly persona: string;
  readonly organisation?: string;
  readonly caf?: string;
}
export const adviser: Who = { persona: 'caf_adviser' };
export const mayor = (organisation: string): Who => ({ persona: 'legal_representative', organisation });

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The whole product with one convention: two communes designated, one of which has signed. */
export class Stage {
  readonly #tokens = new Map<string, string>();
  #position = '0';
  convention = '';

  private constructor(
    private readonly folder: string,
    private readonly product: Awaited<ReturnType<typeof startLocal>>,
  ) {}

  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'ctg-bad-input-'));
    chmodSync(folder, 0o711);
    const product = await startLocal({ port: 0, dataDir: join(folder, 'data'), logLevel: 'silent' });
    const stage = new Stage(folder, product);
    try {
      await stage.#prepare();
      return stage;
    } catch (error) {
      // Nobody else can close it: what is left running would disturb whatever runs after it.
      await stage.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.product.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async post(
    who: Who | string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const token = typeof who === 'string' ? who : await this.#tokenOf(who);
    const answer = await fetch(`${this.product.origin}/api/${path.replace('$convention', this.convention)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: JSON.parse(text) };
  }

  /** The convention as it is read, with everything that the stage itself has done. */
  async read(): Promise<unknown> {
    const answer = await fetch(`${this.product.origin}/api/partners/conventions/${this.convention}`, {
      headers: {
        authorization: `Bearer ${await this.#tokenOf(adviser)}`,
        'ctg-after-position': this.#position,
      },
      signal: AbortSignal.timeout(20_000),
    });
    if (answer.status !== 200) throw new Error(`The convention cannot be read: ${await answer.text()}`);
    return answer.json();
  }

  /** Does what must be accepted; waits for what services learn from each other. */
  async #done(who: Who, path: string, body: unknown): Promise<Answer> {
    for (const deadline = Date.now() + 20_000; ; ) {
      const answer = await this.post(who, path, body);
      if (answer.status < 300) {
        this.#position = String(answer.body.position ?? this.#position);
        return answer;
      }
      if (answer.body.type !== '/problems/not-known-yet' || Date.now() > deadline)
        throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #prepare(): Promise<void> {
    this.convention = String((await this.#done(adviser, 'partners/conventions', opening)).body.id);
    const inside = 'partners/conventions/$convention';
    for (const [organisation, name, inseeCode] of [
      [anor, 'Anor', '59012'],
      [fourmies, 'Fourmies', '59249'],
    ] as const) {
      const commune = { name, kind: 'commune', inseeCode };
      await this.#done(adviser, `partners/organisations/${organisation}`, commune);
      await this.#done(adviser, `${inside}/signatories`, { organisation });
    }
    const vote = { organisation: anor, deliberatedOn: '2026-01-12', reference: '2026-03' };
    await this.#done(adviser, `${inside}/deliberations`, vote);
    await this.#done(mayor(anor), `${inside}/signatures`, { signedOn: '2026-01-20' });
    await this.#done(adviser, 'diagnostics/conventions/$convention/values', {
      indicator: 'Population',
      unit: 'habitants',
      year: 2023,
      value: 1,
      source: 'Insee',
      retrievedOn: '2026-01-05',
      geography: { level: 'territory' },
    });
  }

  async #tokenOf(who: Who): Promise<string> {
    const key = JSON.stringify(who);
    const known = this.#tokens.get(key);
    if (known) return known;
    const body = new URLSearchParams({
      grant_type: 'urn:ctg:grant:persona',
      client_id: 'ctg-local',
      ...who,
    });
    const answer = await fetch(`${this.product.origin}/identity/token`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    this.#tokens.set(key, token);
    return token;
  }
}
