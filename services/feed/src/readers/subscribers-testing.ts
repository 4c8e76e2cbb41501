import { type Actor, InvalidToken, type TokenVerifier } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { PartnerAssociated } from '@ctg/contracts/partners';
import { conventionOpened, toAppend } from '@ctg/contracts/testing';
import type { EventStore, JsonObject } from '@ctg/event-store';
import { openPostgresEventStore } from '@ctg/event-store/postgres';
import { testDatabase } from '@ctg/local-postgres';
import { type StartOptions, startService } from '@ctg/web-service';
import { feedService } from '../index.js';

export const uuid = (n: number) => `0190f0a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const anor = '215900127';
/** A SIREN that nobody has to exist for: eight digits and their key. */
export function siren(n: number): string {
  const digits = String(30_000_000 + n);
  const sum = [...digits].reduce((all, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return all + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export const evaluators = siren(1);

/** One reader of each kind, by token. */
const people: Readonly<Record<string, Actor>> = {
  adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  elsewhere: { subject: 'u2', role: 'caf_adviser', cafId: 'caf-62' },
  anor: { subject: 'u3', role: 'partner_member', cafId: 'caf-59', organisation: anor },
  stranger: { subject: 'u4', role: 'partner_member', cafId: 'caf-59', organisation: '215902495' },
  homeless: { subject: 'u5', role: 'partner_member', cafId: 'caf-59' },
  evaluator: { subject: 'u6', role: 'evaluator', organisation: evaluators },
  auditor: { subject: 'u7', role: 'national_auditor' },
  'auditor-again': { subject: 'u7', role: 'national_auditor' },
  operator: { subject: 'u8', role: 'operator' },
};

/** The service over a real store, with what other services would publish. */
export async function feedScene(
  watched: (store: EventStore) => EventStore = (store) => store,
  more: Partial<StartOptions> = {},
  openStore: (databaseUrl: string) => Promise<EventStore> = (connectionString) =>
    openPostgresEventStore({ connectionString }),
) {
  const database = await testDatabase();
  const store = await openStore(database.url);
  const expired = new Set<string>();
  const verifier: TokenVerifier = {
    async verify(token) {
      const actor = people[token];
      if (!actor || expired.has(token)) throw new InvalidToken('Ce jeton n’est pas connu, ou plus.');
      return actor;
    },
  };
  const options = { databaseUrl: database.url, verifier, logLevel: 'silent', requestsPerMinute: 1_000_000 };
  const service = await startService(feedService, { ...options, ...more, store: watched(store) });
  const origin = await service.listen(0);
  let events = 1_000;
  const publish = (stream: string, conventionId: string | undefined, cafId: string, happened: NewEvent[]) =>
    store.append(
      stream,
      happened.map((event) => toAppend(event, uuid(++events), { cafId, conventionId, on: '2024-01-02' })),
      { expectedRevision: 'any' },
    );
  return {
    origin,
    databaseUrl: database.url,
    store,
    service,
    expired,
    publish,
    /** Events of one convention, from the service that owns conventions. */
    ofConvention: (id: string, happened: NewEvent[], cafId = 'caf-59') =>
      publish(`partners.convention-${id}`, id, cafId, happened),
    get: (path: string, as = 'adviser', headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(`${origin}${path}`, {
        headers: { authorization: `Bearer ${as}`, ...headers },
        ...(signal ? { signal } : {}),
      }),
    async close() {
      await service.close();
      await store.close();
      await database.drop();
    },
  };
}

export type FeedScene = Awaited<ReturnType<typeof feedScene>>;

/** A page as a subscriber gets it. */
export interface PageBody {
  readonly events: readonly (Record<string, string> & { readonly data: JsonObject })[];
  readonly next: string;
  readonly caughtUp: boolean;
}

/** Reads pages until there is nothing more. */
export async function everything(scene: FeedScene, as: string, query = '', after = '0') {
  const events: PageBody['events'][number][] = [];
  for (let from = after; ; ) {
    const answer = await scene.get(`/api/feed?after=${from}&wait=5${query}`, as);
    const page = (await answer.json()) as PageBody;
    events.push(...page.events);
    from = page.next;
    if (page.caughtUp) return { events, next: from };
  }
}

export const opened = (title = 'CTG du Sud-Avesnois') =>
  conventionOpened({ title, territory: { cogVintage: 2026, communes: ['59012'] } });

export const associated = (organisation = anor): NewEvent =>
  PartnerAssociated({ organisation } as Parameters<typeof PartnerAssociated>[0]);
