import { type Diagnostic, diagnostic } from '@ctg/convention/diagnostic';
import { type LookUpInput, notKnownYet } from '@ctg/decider';

/** Looks up the diagnostic that something is recorded in. @throws Rejection `not-known-yet` */
export const lookUpDiagnostic = async ({
  streams,
  params: { conventionId = '' },
}: Pick<LookUpInput<unknown>, 'streams' | 'params'>): Promise<Diagnostic> =>
  opened(await streams.state(diagnostic, conventionId), conventionId);

/** The diagnostic, or "not known yet": it opens by itself a moment after its convention. */
export function opened(state: Diagnostic | undefined, conventionId: string | undefined): Diagnostic {
  if (!state) throw notKnownYet('Diagnostic de la convention', conventionId ?? '');
  return state;
}

/** The version that today's contributions prepare. */
export const preparedVersion = ({
  versions,
}: {
  readonly versions: readonly { readonly version: number }[];
}): number => (versions.at(-1)?.version ?? 0) + 1;

/** Where something of a convention's diagnostic has its own stream. */
export const partOf = (conventionId: string | undefined, part: string | undefined) => ({
  subject: conventionId ?? '',
  part: part ?? '',
});
