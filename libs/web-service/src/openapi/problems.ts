/** Which refusals any request may meet, whatever it asks: the codes of this library, by status. */
const told: Readonly<Record<number, { readonly description: string; readonly codes: readonly string[] }>> = {
  400: {
    description: 'La demande ne peut pas être lue',
    codes: ['bad-request', 'invalid-header', 'unacceptable-json'],
  },
  401: { description: 'Jeton absent ou refusé', codes: ['unauthenticated'] },
  403: {
    description: 'Ce rôle ou cette organisation n’en a pas le droit',
    codes: ['role-not-allowed', 'not-a-party', 'no-tenant'],
  },
  404: { description: 'Rien ici qui existe pour cette personne', codes: ['not-found'] },
  409: {
    description: 'Une règle du domaine s’y oppose ; rien n’est enregistré',
    codes: [
      'not-known-yet',
      'revision-conflict',
      'concurrent-changes',
      'event-id-reused',
      'newer-history',
      'position-ahead',
      'recorded-before-the-last',
      'recorded-otherwise',
      'rehearsed-history',
    ],
  },
  412: { description: 'La révision vue est périmée', codes: ['stale-revision'] },
  413: { description: 'Demande trop volumineuse', codes: ['body-too-large', 'append-too-large'] },
  415: { description: 'Type de contenu non accepté', codes: ['unsupported-media-type'] },
  422: {
    description: 'Des champs sont à corriger ; « errors » les nomme tous',
    codes: [
      'invalid-request',
      'date-in-the-future',
      'idempotency-key-reused',
      'improbable',
      'not-rehearsing',
      'recorded-in-the-future',
      'unacceptable-text',
    ],
  },
  429: { description: 'Trop de demandes ; Retry-After dit quand revenir', codes: ['too-many-requests'] },
  503: {
    description: 'Momentanément impossible ; à redemander plus tard',
    codes: ['not-there-yet', 'store-unavailable', 'issuer-unavailable', 'overloaded'],
  },
};

/** The problem that every refusal answers (RFC 9457). */
export const problemSchema = {
  type: 'object',
  description: 'Un refus (RFC 9457) : ce qui ne va pas, ce qui est attendu, ce qui est trouvé, que faire',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: '/problems/<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    expected: { type: 'string' },
    found: { type: 'string' },
    advice: { type: 'string' },
    correlationId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

/** Shared responses of the document, one a status. */
export const problemResponses = (): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(told).map(([status, { description, codes }]) => [
      `Problem${status}`,
      {
        description: `${description} (${codes.join(', ')})`,
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: { type: `/problems/${codes[0]}`, title: `${description}.`, status: Number(status) },
          },
        },
      },
    ]),
  );

/** True for a code that any request may meet: it is told with its status, once for all routes. */
export const isOfAnyRoute = (status: number, code: string): boolean =>
  told[status]?.codes.includes(code) ?? false;

/** What a route may be refused with beside what any may: `409 already-signed`, and what is said of it. */
export type OwnRefusals = readonly (readonly [statusAndCode: string, title: string])[];

const ofEverything = [401, 403, 429, 503] as const;
const ofQuestions = [400, 404, 422] as const;
const ofCommands = [400, 404, 409, 412, 413, 415, 422] as const;

/** The responses of these statuses: those that every route shares, with what is this route's own. */
const refusals = (statuses: readonly number[], own: OwnRefusals) => {
  const codes = own.map(([key, title]) => ({
    status: Number(key.slice(0, 3)),
    code: key.slice(4),
    title,
  }));
  const all = [...new Set([...statuses, ...codes.map(({ status }) => status)])].sort();
  return Object.fromEntries(
    all.map((status) => [
      status,
      responseOf(
        status,
        codes.filter((each) => each.status === status),
      ),
    ]),
  );
};

function responseOf(
  status: number,
  own: readonly { readonly status: number; readonly code: string; readonly title: string }[],
): object {
  if (own.length === 0) return { $ref: `#/components/responses/Problem${status}` };
  const { description, codes } = told[status] ?? { description: 'Refusé', codes: [] };
  return {
    description: `${description} : ${own.map(({ code }) => code).join(', ')} (et comme partout ${codes.join(', ')})`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          own.map(({ code, title }) => [
            code,
            { summary: title, value: { type: `/problems/${code}`, title, status } },
          ]),
        ),
      },
    },
  };
}

/** What a question may be refused with. */
export const refusalsOfQuestions = (own: OwnRefusals) => refusals([...ofEverything, ...ofQuestions], own);
/** What anything that sends a body may be refused with. */
export const refusalsOfCommands = (own: OwnRefusals) => refusals([...ofEverything, ...ofCommands], own);
/** What is open to anybody is refused only for what it asks. */
export const refusalsOfOpenRoutes = refusals([400, 404, 422, 429], []);
