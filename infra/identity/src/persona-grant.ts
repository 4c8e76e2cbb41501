import type { Context, Provider } from 'oidc-provider';
import { z } from 'zod';
import { findPersona, type Persona, personas } from './personas.js';

export const personaGrant = 'urn:ctg:grant:persona';

/** What a token says of its bearer beside the subject. */
export interface PersonaClaims extends Record<string, string | undefined> {
  readonly role: string;
  readonly caf?: string;
  readonly organisation?: string;
}

const defaultCaf = 'caf-59';

const request = z.object({
  organisation: z
    .string()
    .regex(/^(\d{9}|W\d{9})$/, 'organisation : un SIREN (9 chiffres) ou un RNA (W et 9 chiffres)')
    .optional(),
  caf: z
    .string()
    .regex(/^caf-[a-z0-9]{1,20}$/, 'caf : un code comme caf-59')
    .optional(),
  subject: z
    .string()
    .regex(/^[\w.:@-]{1,100}$/, 'subject : 1 à 100 lettres, chiffres ou . _ : @ -')
    .optional(),
});

/** The claims of a persona that acts as it is described. */
export const claimsOf = (
  persona: Persona,
  asked: { readonly organisation?: string | undefined; readonly caf?: string | undefined } = {},
): PersonaClaims => {
  const caf = persona.national ? undefined : (asked.caf ?? defaultCaf);
  const organisation = asked.organisation ?? persona.organisation;
  return {
    role: persona.name,
    ...(caf === undefined ? {} : { caf }),
    ...(organisation === undefined ? {} : { organisation }),
  };
};

/** Who a token request asks to be. Answers an OAuth error that says what was expected. */
function asked(params: Context['oidc']['params']): { subject: string; claims: PersonaClaims } {
  const persona = findPersona(params.persona);
  if (!persona) {
    const names = personas.map(({ name }) => name).join(', ');
    throw refusal(`persona inconnue : ${params.persona ?? '(aucune)'}. Attendu : ${names}.`);
  }
  const { organisation, caf, subject } = params;
  const checked = request.safeParse({ organisation, caf, subject });
  if (!checked.success) throw refusal(checked.error.issues.map(({ message }) => message).join(' ; '));
  return { subject: checked.data.subject ?? persona.subject, claims: claimsOf(persona, checked.data) };
}

/** An OAuth error as the provider knows them: it looks at these properties only. */
const refusal = (sentence: string) =>
  Object.assign(new Error('invalid_request'), {
    error: 'invalid_request',
    error_description: sentence,
    expose: true,
    status: 400,
    statusCode: 400,
  });

/**
 * Gives a token to whoever names a persona: no password, therefore for a developer's machine only.
 * `remember` is told the claims before the token is written.
 */
export function registerPersonaGrant(
  provider: Provider,
  api: object,
  remember: (token: object, claims: PersonaClaims) => void,
): void {
  provider.registerGrantType(
    personaGrant,
    async (context) => {
      const { subject, claims } = asked(context.oidc.params);
      const token = new provider.AccessToken({
        accountId: subject,
        client: context.oidc.client,
        gty: personaGrant,
        scope: 'api',
      });
      token.resourceServer = new provider.ResourceServer('urn:ctg:api', api);
      remember(token, claims);
      context.oidc.entity('AccessToken', token);
      const value = await token.save();
      context.body = {
        access_token: value,
        expires_in: token.expiration,
        token_type: 'Bearer',
        scope: 'api',
      };
    },
    ['persona', 'organisation', 'caf', 'subject'],
  );
}
