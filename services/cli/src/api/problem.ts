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
  const said = [
    problem.title,
    problem.detail === problem.title ? undefined : problem.detail,
    problem.expected && `Attendu : ${problem.expected}`,
    problem.found && `Trouvé : ${problem.found}`,
    problem.advice,
    ...(problem.errors ?? []).map(({ path, message }) => {
      const where = Array.isArray(path) ? path.join('.') : path;
      return where ? `${String(where)} : ${message}` : message;
    }),
  ];
  return said.filter((piece) => piece !== undefined && piece !== '').join(' — ');
}
