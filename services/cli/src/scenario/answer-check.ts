import { isDeepStrictEqual } from 'node:util';

/**
 * Looks for what is wanted in an answer: a path (`signatories.0.organisation`, `actions.length`) and a value, or
 * `{count}`, `{contains}`, `{exists}`, `{atLeast}`. Returns one French sentence for the first that is not as wanted.
 */
export function answerFault(answer: unknown, wanted: Readonly<Record<string, unknown>>): string | undefined {
  for (const [path, value] of Object.entries(wanted)) {
    const found = answerAt(answer, path);
    const fault = faultOf(found, value);
    if (fault !== undefined) return `« ${path} » : attendu ${fault} ; trouvé ${shown(found)}.`;
  }
  return undefined;
}

/** What stands at a path. `*` takes every element of a list; `[field=value]` is written `field=value` between dots. */
export function answerAt(value: unknown, path: string): unknown {
  let found = value;
  const pieces = path === '.' ? [] : path.split('.');
  for (const [index, piece] of pieces.entries()) {
    if (piece === '*' && Array.isArray(found)) {
      const rest = pieces.slice(index + 1).join('.') || '.';
      return found.map((one) => answerAt(one, rest));
    }
    if (piece.includes('=') && Array.isArray(found)) {
      const [field = '', wanted] = piece.split('=');
      found = found.find((one) => String(answerAt(one, field)) === wanted);
    } else if (typeof found === 'object' && found !== null) {
      found =
        piece === 'length' && Array.isArray(found) ? found.length : (found as Record<string, unknown>)[piece];
    } else return undefined;
  }
  return found;
}

function faultOf(found: unknown, wanted: unknown): string | undefined {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    return isDeepStrictEqual(found, wanted) ? undefined : shown(wanted);
  }
  const { count, contains, exists, atLeast } = wanted as Record<string, unknown>;
  const size = Array.isArray(found) ? found.length : undefined;
  if (count !== undefined && size !== count) return `${count} élément(s)`;
  if (exists !== undefined && (found !== undefined && found !== null) !== exists)
    return exists ? 'une valeur' : 'rien';
  if (atLeast !== undefined && !((size ?? Number(found)) >= Number(atLeast))) return `au moins ${atLeast}`;
  if (contains !== undefined && !holds(found, contains)) return `contenant ${shown(contains)}`;
  return undefined;
}

const holds = (found: unknown, wanted: unknown): boolean =>
  Array.isArray(found)
    ? found.some((one) => isDeepStrictEqual(one, wanted))
    : typeof found === 'string' && found.includes(String(wanted));

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'rien').slice(0, 300);
