import {
  adviser,
  anor,
  fourmies,
  mayor,
  opening,
  Stage,
  territory,
  thisDay,
  type Who,
} from './stage-testing.js';

interface Row {
  readonly what: string;
  /** A persona, or a token as it stands (none: ''). Default: the Caf's adviser. */
  readonly who?: Who | string;
  readonly path?: string;
  /** A text is sent as it stands. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
}

const nowhere = '0190f0a0-0000-7000-8000-00000000dead';
const deliberations = 'partners/conventions/$convention/deliberations';
const signatures = 'partners/conventions/$convention/signatures';
const needs = 'diagnostics/conventions/$convention/needs';
const vote = { organisation: fourmies, deliberatedOn: '2026-01-12', reference: 'r' };
const need = { title: 'Un besoin', theme: 'petite-enfance', evidence: [] };
const deep = `${'{"title":'.repeat(40)}1${'}'.repeat(40)}`;
const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`;

const inTheRequest: readonly Row[] = [
  { what: 'an unknown field', body: { ...opening, other: 1 }, status: 422, code: 'invalid-request' },
  { what: 'a wrong type', body: { ...opening, title: 3 }, status: 422, code: 'invalid-request' },
  { what: 'no body at all', body: '', status: 400, code: 'unacceptable-json' },
  { what: 'no JSON', body: '{"title":', status: 400, code: 'unacceptable-json' },
  {
    what: 'another type of content',
    body: 'a=1',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'unsupported-media-type',
  },
  { what: 'JSON too deep', body: deep, status: 400, code: 'unacceptable-json' },
  { what: 'JSON too large', body: { title: 'a'.repeat(1_100_000) }, status: 413, code: 'body-too-large' },
  { what: 'NUL', body: { ...opening, title: 'a\u0000b' }, status: 400, code: 'unacceptable-json' },
  { what: 'a lone surrogate', body: '{"title":"\\ud800"}', status: 400, code: 'unacceptable-json' },
  { what: '__proto__', body: '{"__proto__":{"title":"x"}}', status: 400, code: 'unacceptable-json' },
  { what: 'a duplicate key', body: '{"title":"a","title":"b"}', status: 400, code: 'unacceptable-json' },
  {
    what: 'a date that does not exist',
    body: { ...opening, effectOn: '2026-02-30' },
    status: 422,
    code: 'invalid-request',
  },
  {
    what: 'an end before the start',
    body: { ...opening, endsOn: '2025-12-31' },
    status: 422,
    code: 'impossible-term',
  },
  {
    what: 'a title of 10,000 characters',
    body: { ...opening, title: 'a'.repeat(10_000) },
    status: 422,
    code: 'invalid-request',
  },
  {
    what: 'a SIREN with a wrong key',
    body: { ...opening, caf: '900059008' },
    status: 422,
    code: 'invalid-request',
  },
  {
    what: 'a commune that is none in that vintage',
    body: { ...opening, territory: { ...territory, communes: ['59249', '01330'] } },
    status: 422,
    code: 'unknown-commune',
  },
];

const inTheState: readonly Row[] = [
  {
    what: 'a signature by one who is no signatory',
    who: mayor('215906595'),
    path: signatures,
    body: { signedOn: '2026-01-20' },
    status: 409,
    code: 'not-a-signatory',
  },
  {
    what: 'two signatures by one',
    who: mayor(anor),
    path: signatures,
    body: { signedOn: '2026-01-21' },
    status: 409,
    code: 'already-signed',
  },
  {
    what: 'a signature of today before the deliberation',
    who: mayor(fourmies),
    path: signatures,
    body: { signedOn: thisDay },
    status: 409,
    code: 'no-approved-deliberation',
  },
  {
    what: 'a deliberation in the future',
    path: deliberations,
    body: { ...vote, deliberatedOn: '2099-01-01' },
    status: 422,
    code: 'date-in-the-future',
  },
  {
    what: 'a need that rests on nothing',
    path: needs,
    body: need,
    status: 422,
    code: 'need-rests-on-nothing',
  },
  {
    what: 'an unknown id',
    path: `partners/conventions/${nowhere}/deliberations`,
    body: vote,
    status: 404,
    code: 'not-found',
  },
  {
    what: 'an id that is none',
    path: 'partners/conventions/x/deliberations',
    body: vote,
    status: 422,
    code: 'invalid-request',
  },
  {
    what: 'what this service has not learned',
    path: `diagnostics/conventions/${nowhere}/needs`,
    body: need,
    status: 409,
    code: 'not-known-yet',
  },
  {
    what: 'a stale If-Match',
    path: deliberations,
    body: vote,
    headers: { 'if-match': '"0"' },
    status: 412,
    code: 'stale-revision',
  },
  {
    what: 'an If-Match that is none',
    path: deliberations,
    body: vote,
    headers: { 'if-match': 'x' },
    status: 400,
    code: 'invalid-header',
  },
];

const inTheRights: readonly Row[] = [
  {
    what: 'the renewal of a convention that this Caf does not have',
    body: { ...opening, previousConventionId: nowhere },
    status: 409,
    code: 'not-known-yet',
  },
  {
    what: 'another Caf’s convention',
    who: { persona: 'caf_adviser', caf: 'caf-62' },
    path: deliberations,
    body: vote,
    status: 404,
    code: 'not-found',
  },
  {
    what: 'another Caf’s convention, where it is learned: as one that is not there',
    who: { persona: 'caf_adviser', caf: 'caf-62' },
    path: needs,
    body: need,
    status: 409,
    code: 'not-known-yet',
  },
  {
    what: 'a role that may not',
    who: { persona: 'national_auditor' },
    path: deliberations,
    body: vote,
    status: 403,
    code: 'role-not-allowed',
  },
  { what: 'no token', who: '', path: deliberations, body: vote, status: 401, code: 'unauthenticated' },
  {
    what: 'a token without a signature',
    who: forged,
    path: deliberations,
    body: vote,
    status: 401,
    code: 'unauthenticated',
  },
];

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

// One parameter: Jest gives a callback for one that a row lacks, and then waits for it.
test.each([...inTheRequest, ...inTheState, ...inTheRights])(
  'bad input gets a clear problem and changes nothing: $what',
  async ({ who = adviser, path = 'partners/conventions', body, headers, status, code }: Row) => {
    const before = await stage.read();
    const answer = await stage.post(who, path, body, headers);
    expect(answer).toMatchObject({ status, body: { type: `/problems/${code}`, status } });
    const { title, detail, expected, found, advice, errors } = answer.body;
    expect(title).toMatch(/\S/);
    expect([detail, expected, found, advice, errors].filter((piece) => piece !== undefined)).not.toEqual([]);
    expect(await stage.read()).toEqual(before);
  },
);
