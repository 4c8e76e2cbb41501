import createClient, { type Client } from 'openapi-fetch';
import { CliFailure, exitCodes, failed } from '../failure.js';
import type { paths } from './paths.js';
import { describeProblem, type Problem } from './problem.js';

/** Who to act as, for the local login. */
export interface Persona {
  readonly role: string;
  readonly organisation?: string | undefined;
  readonly caf?: string | undefined;
  readonly subject?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Seconds to wait, where the server says so. */
  readonly retryAfter?: number;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly as: Persona;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The server, by HTTP only; keeps one token per persona. */
export class Connection {
  readonly #tokens = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(
    readonly origin: string,
    readonly fixedToken?: string,
  ) {}

  /** From CTG_URL and CTG_TOKEN. */
  static fromEnvironment(environment: NodeJS.ProcessEnv): Connection {
    const origin = environment.CTG_URL ?? 'http://127.0.0.1:4000';
    if (!URL.canParse(origin) || !/^https?:/.test(origin)) {
      throw new CliFailure(
        exitCodes.usage,
        `CTG_URL : adresse attendue, comme http://127.0.0.1:4000 ; trouvé « ${origin} ».`,
      );
    }
    return new Connection(origin.replace(/\/+$/, ''), environment.CTG_TOKEN);
  }

  /** Whatever the server answers, refusals included. */
  async call({ method, path, as, body, headers }: Call): Promise<Answer> {
    const response = await this.#fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(as)}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const retryAfter = Number(response.headers.get('retry-after'));
    const { status } = response;
    return {
      status,
      body: status < 300 ? parsed(text) : refusal(status, text),
      ...(retryAfter > 0 ? { retryAfter } : {}),
    };
  }

  /** The body of a GET that must succeed. */
  async get(path: string, as: Persona): Promise<unknown> {
    const answer = await this.call({ method: 'GET', path, as });
    if (answer.status < 300) return answer.body;
    throw this.#refused(path, answer.status, answer.body as Problem);
  }

  /** The same of a POST: what an operator orders. */
  async post(path: string, as: Persona, body: unknown): Promise<unknown> {
    const answer = await this.call({ method: 'POST', path, as, body });
    if (answer.status < 300) return answer.body;
    throw this.#refused(path, answer.status, answer.body as Problem);
  }

  #refused(path: string, status: number, problem: Problem): CliFailure {
    const code = status === 401 ? exitCodes.refusedEntry : exitCodes.failed;
    return new CliFailure(code, describeProblem(problem) || `Réponse ${status} à ${path}.`, { problem });
  }

  /**
   * The API as its document says: address, parameters and answer of what is asked are checked when this is compiled.
   * What the server refuses is thrown.
   */
  api(as: Persona): Client<paths> {
    const ask = async (request: Request) => {
      request.headers.set('authorization', `Bearer ${await this.token(as)}`);
      const { pathname, search } = new URL(request.url);
      const body = request.method === 'GET' ? {} : { body: await request.text() };
      const response = await this.#fetch(`${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        ...body,
      });
      if (response.ok) return response;
      throw this.#refused(pathname, response.status, refusal(response.status, await response.text()));
    };
    return createClient<paths>({ baseUrl: this.origin, fetch: ask });
  }

  async token(persona: Persona): Promise<string> {
    if (this.fixedToken !== undefined) return this.fixedToken;
    const key = JSON.stringify([persona.role, persona.organisation, persona.caf, persona.subject]);
    const kept = this.#tokens.get(key);
    if (kept && kept.until > performance.now()) return kept.token;
    const form = new URLSearchParams({
      grant_type: 'urn:ctg:grant:persona',
      client_id: 'ctg-local',
      persona: persona.role,
    });
    for (const field of ['organisation', 'caf', 'subject'] as const) {
      if (persona[field] !== undefined) form.set(field, persona[field]);
    }
    const response = await this.#fetch('/identity/token', { method: 'POST', body: form });
    const answer = parsed(await response.text()) as Record<string, unknown> | undefined;
    if (typeof answer?.access_token !== 'string') {
      throw new CliFailure(
        exitCodes.refusedEntry,
        `Pas de jeton pour « ${persona.role} » : ${answer?.error_description ?? `réponse ${response.status}`}. Avec un autre fournisseur d’identité, mettez votre jeton dans CTG_TOKEN.`,
      );
    }
    const lifetime = (Number(answer.expires_in) || 60) * 1000;
    this.#tokens.set(key, { token: answer.access_token, until: performance.now() + lifetime * 0.8 });
    return answer.access_token;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.origin}${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') {
        throw failed(`${this.origin}${path} n’a pas répondu en 30 s.`);
      }
      throw new CliFailure(
        exitCodes.unreachable,
        `Le serveur ${this.origin} ne répond pas : démarrez-le avec « npm start », ou indiquez son adresse dans CTG_URL.`,
      );
    }
  }
}

/** What a refusal says; one in between (a proxy) may say nothing, or no JSON. */
function refusal(status: number, text: string): Problem {
  const said = parsed(text);
  return typeof said === 'object' && said !== null ? said : { title: `Réponse ${status} sans explication.` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : { title: text.slice(0, 200) };
  }
}
