import { type LookUpInput, mayBeEarly } from '@ctg/decider';

/** What looking up organisations takes, of what a look-up is given. */
type Where = Pick<LookUpInput<unknown>, 'params' | 'readModel'>;

/**
 * A number with a right key may be nobody's: whom a command names, its Caf has registered before.
 * @param table the organisations this service knows, by `<cafId>_<organisation>`
 */
export const registeredIn =
  (table: 'organisation' | 'known_organisation') =>
  /** @param named those that the command names; what it leaves out names nobody. @throws Rejection `not-known-yet` */
  async ({ params, readModel }: Where, named: readonly (string | undefined)[]): Promise<undefined> => {
    const organisations = [...new Set(named.filter((one) => one !== undefined))];
    if (organisations.length === 0) return undefined;
    const rows = await readModel.query<{ organisation: string }>(
      `SELECT organisation FROM ${table} WHERE key = ANY ($1)`,
      [organisations.map((organisation) => `${params.cafId}_${organisation}`)],
    );
    const registered = new Set(rows.map(({ organisation }) => organisation));
    const unknown = organisations.filter((organisation) => !registered.has(organisation));
    if (unknown.length > 0) throw notRegistered(unknown);
    return undefined;
  };

/** In a service that learns of organisations. @throws Rejection `not-known-yet` */
export const assertRegistered = registeredIn('known_organisation');

/** Nobody of that number is registered, or not yet: 409, worth trying again only once somebody is. */
export const notRegistered = (organisations: readonly string[]) =>
  mayBeEarly({
    code: 'not-known-yet',
    title:
      organisations.length === 1
        ? 'Aucune organisation n’est enregistrée sous ce numéro auprès de cette Caf.'
        : 'Aucune organisation n’est enregistrée sous ces numéros auprès de cette Caf.',
    expected: 'le numéro d’une organisation enregistrée auparavant (partners.register-organisation)',
    found: organisations.join(', '),
    advice:
      'Vérifiez le numéro, ou enregistrez l’organisation ; si elle vient de l’être, réessayez dans quelques secondes.',
    retryAfter: 1,
  });
