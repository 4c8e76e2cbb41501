/** What a service says when it refuses (RFC 9457). */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly advice?: string;
  readonly errors?: readonly { readonly path?: unknown; readonly message?: string }[];
}

/** `not-known-yet` of `/problems/not-known-yet`. */
export const problemCode = (problem: Problem): string => problem.type?.split('/').at(-1) ?? 'unknown';

/** A problem as sentences: what, expected, found, what to do, and every fault of the body. */
export function describeProblem(problem: Problem): string {
  const { title, detail, expected, found, advice, errors = [] } = problem;
  // The detail of our services is the sentence made of the pieces; others may give the pieces only.
  if (detail !== undefined && detail !== title) return [title, detail].filter(Boolean).join(' — ');
  const faults = errors.map(({ path, message }) => {
    const where = Array.isArray(path) ? path.join('.') : path;
    return where ? `${String(where)} : ${message}` : message;
  });
  const said = [title, expected && `Attendu : ${expected}`, found && `Trouvé : ${found}`, advice, ...faults];
  return said.filter((piece) => piece !== undefined && piece !== '').join(' — ');
}
