/** One `${NAME}`, `${NAME:-default}` or `${NAME:?message}` of a compose file. */
export interface Reference {
  readonly name: string;
  readonly kind: 'plain' | 'default' | 'required';
  /** The default, or the message. */
  readonly rest: string;
}

const pattern = /\$\{([A-Za-z_]\w*)(?::([-?])([^}]*))?\}/g;

/** Every variable that a text refers to, in its order. */
export function references(text: string): Reference[] {
  return [...text.matchAll(pattern)].map(([, name = '', sign, rest = '']) => ({
    name,
    kind: sign === '-' ? 'default' : sign === '?' ? 'required' : 'plain',
    rest,
  }));
}

/** The text with the values in place; a required variable that has none becomes empty (`references` tells of it). */
export function interpolated(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    pattern,
    (_whole, name, sign, rest) => values.get(name) || (sign === '-' ? rest : '') || '',
  );
}

/** `NAME=value` lines of an env file; comments and empty lines count for nothing. */
export function envFile(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => /^[A-Za-z_]\w*=/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
