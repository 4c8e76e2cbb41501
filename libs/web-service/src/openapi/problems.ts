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
      'idempotency-key-reused',
      'event-id-reused',
    ],
  },
  412: { description: 'La révision vue est périmée', codes: ['stale-revision'] },
  413: { description: 'Demande trop volumineuse', codes: ['body-too-large', 'append-too-large'] },
  415: { description: 'Type de contenu non accepté', codes: ['unsupported-media-type'] },
  422: {
    description: 'Des champs sont à corriger ; « errors » les nomme tous',
    codes: ['invalid-request', 'date-in-the-future'],
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

const ofEverything = [401, 403, 429, 503] as const;
const ofQuestions = [400, 404, 422] as const;
const ofCommands = [400, 404, 409, 412, 413, 415, 422] as const;

const references = (statuses: readonly number[]) =>
  Object.fromEntries(
    [...statuses].sort().map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );

/** What a question may be refused with. */
export const refusalsOfQuestions = references([...ofEverything, ...ofQuestions]);
/** What anything that sends a body may be refused with. */
export const refusalsOfCommands = references([...ofEverything, ...ofCommands]);
/** What is open to anybody is refused only for what it asks. */
export const refusalsOfOpenRoutes = references([400, 404, 422, 429]);
