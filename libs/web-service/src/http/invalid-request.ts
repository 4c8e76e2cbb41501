import { z } from 'zod';

z.config(z.locales.fr());

/** One fault of a request: where, and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A request whose content has not the shape asked for; carries every fault at once. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly faults: readonly Fault[]) {
    super('invalid request');
  }

  static from(error: z.ZodError): InvalidRequest {
    return new InvalidRequest(faultsOf(error.issues, []).slice(0, mostFaults));
  }
}

/** A header that says something else than its rule allows. */
export class InvalidHeader extends Error {
  override readonly name = 'InvalidHeader';
  constructor(
    readonly header: string,
    readonly expected: string,
  ) {
    super(`invalid header ${header}`);
  }
}

/** Nobody corrects more at once, and a body of 1 MiB could hold 100,000. */
const mostFaults = 50;

type Issue = z.core.$ZodIssue;

function faultsOf(issues: readonly Issue[], at: readonly PropertyKey[]): Fault[] {
  return issues.slice(0, mostFaults).flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.slice(0, mostFaults).map((key) => ({
        path: written([...path, key]),
        message: 'Champ inconnu : à retirer ou à corriger',
      }));
    }
    const meant = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined;
    return meant ? faultsOf(meant, path) : [{ path: written(path), message: issue.message }];
  });
}

/** Of the shapes a value may have, the one the sender probably meant: the right kind of value, and the fewest faults. */
const likeliest = (shapes: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  shapes
    .filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .sort((a, b) => a.length - b.length)[0];

const written = (path: readonly PropertyKey[]): string =>
  path
    .map((piece) => String(piece).slice(0, 100))
    .join('.')
    .slice(0, 300) || '(racine)';
