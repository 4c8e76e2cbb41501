/** The scene of a service's tests over HTTP: a database, a store, the service, and people with tokens. */
import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { toAppend } from '@ctg/contracts/testing';
import { prepareDatabase } from '@ctg/database-roles';
import type { EventStore } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { waitForPosition } from '@ctg/feed';
import { type TestDatabase, testDatabase } from '@ctg/local-postgres';
import supertest from 'supertest';
import { readModelOf } from './running/read-model-of.js';
import type { RunningService, StartOptions } from './running/running-service.js';
import { startService } from './running/start-service.js';
import type { ServiceDefinition } from './service-definition.js';

export { adoptedDecision } from './known-decisions/decision-testing.js';
export {
  type Naming,
  namesOnlyRegistered,
  nobody,
  nobodysEstablishment,
} from './known-organisations/named-testing.js';

export { workOfRows } from './work-of-rows-testing.js';

/** The nth id of a test: a UUID. */
export const sceneId = (n: number): string => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Whose token is their own name. */
export function verifierOf(people: Readonly<Record<string, Actor>>): TokenVerifier {
  return {
    async verify(token) {
      const actor = people[token];
      if (!actor) throw new InvalidToken('Ce jeton n’est pas connu.');
      return actor;
    },
  };
}

/** An adviser of the Caf of which what is published is, unless it says otherwise, and one of another Caf. */
export const advisers = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u-elsewhere', role: 'caf_adviser', cafId: 'caf-62' },
} as const satisfies Record<string, Actor>;

/** In which stream, of which convention and Caf, another service would have recorded something. */
export interface Published {
  /** Its category alone (`partners.convention`) where its subject is the convention. */
  readonly stream: string;
  readonly conventionId?: string;
  readonly cafId?: string;
  /** The day on which it happened, where an event does not say. */
  readonly on?: string;
  /** In a rehearsal: since when it is known. */
  readonly rehearsedAt?: string;
}

/** `beforeAll(() => scene.start()); afterAll(() => scene.close());` */
export class HttpScene {
  #database?: TestDatabase;
  #store?: EventStore;
  #service?: RunningService;
  #http?: ReturnType<typeof supertest>;
  #events = 1_000_000;
  #head = '0';

  /**
   * @param people who may ask; the token of each is the name they have here
   * @param options how the service is started, where that is not as everywhere
   */
  constructor(
    readonly definition: ServiceDefinition,
    readonly people: Readonly<Record<string, Actor>> = advisers,
    readonly options: Partial<StartOptions> = {},
  ) {}

  async start(): Promise<void> {
    this.#database = await testDatabase();
    const { schema } = readModelOf(this.definition);
    const passwords = { [schema]: 'a-password-of-tests' };
    const roles = await prepareDatabase({ url: this.#database.url, passwords, holdsEvents: true });
    const databaseUrl = roles.url(schema);
    this.#store = await openPostgresEventStore({ connectionString: databaseUrl });
    this.#service = await startService(this.definition, {
      databaseUrl,
      store: this.#store,
      verifier: verifierOf(this.people),
      logLevel: 'silent',
      ...this.options,
    });
    this.#http = supertest(await this.#service.listen(0));
  }

  async close(): Promise<void> {
    await this.#service?.close();
    await this.#store?.close();
    await this.#database?.drop();
  }

  /** As its owner, whom no wall of the database stops. */
  get databaseUrl(): string {
    return started(this.#database).url;
  }

  get store(): EventStore {
    return started(this.#store);
  }

  get service(): RunningService {
    return started(this.#service);
  }

  get http(): ReturnType<typeof supertest> {
    return started(this.#http);
  }

  /** Records what another service would; answers the position of the last event. */
  async publish(where: Published, ...happened: readonly NewEvent[]): Promise<string> {
    const { stream, conventionId, cafId = 'caf-59', on = '2025-01-06', rehearsedAt } = where;
    const events = happened.map((event) =>
      toAppend(event, sceneId(++this.#events), { cafId, conventionId, on, rehearsedAt }),
    );
    const ofConvention = !stream.includes('-');
    if (ofConvention && conventionId === undefined) throw new Error(`${stream}: of which convention?`);
    const name = ofConvention ? `${stream}-${conventionId}` : stream;
    const { position } = await this.store.append(name, events, { expectedRevision: 'any' });
    this.#head = String(position);
    return this.#head;
  }

  /** Until the service has folded all that was published, however much: no answer waits so long. */
  async folded(): Promise<void> {
    while (!(await waitForPosition(() => this.service.statuses(), this.#head, 60_000)));
  }

  post(path: string, body: object, as: string) {
    return this.http.post(this.#address(path)).set('authorization', `Bearer ${as}`).send(body);
  }

  /** As a client does that may be early: until the service has learned what it needs. */
  async postOnceKnown(path: string, body: object, as: string, early = '/problems/not-known-yet') {
    for (;;) {
      const answer = await this.post(path, body, as);
      if (answer.body.type !== early) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** @param after the position that the answer must show: without it, all that was published */
  get(path: string, as: string, after = this.#head) {
    return this.http
      .get(this.#address(path))
      .set('authorization', `Bearer ${as}`)
      .set('ctg-after-position', after);
  }

  /** Every thing of a list, page after page. */
  async everything<Item>(path: string, as: string, after = this.#head): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor = ''; ; ) {
      const { status, body } = await this.get(
        `${path}${cursor && (path.includes('?') ? '&' : '?')}${cursor}`,
        as,
        after,
      );
      if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
      items.push(...body.items);
      if (body.nextCursor === undefined) return items;
      cursor = `cursor=${body.nextCursor}`;
    }
  }

  /** Below the service's own prefix; `/health/ready` and the like are asked of `http`. */
  #address = (path: string) => `/api/${this.definition.name}${path}`;
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The scene has not been started: beforeAll(() => scene.start()).');
  return part;
}
