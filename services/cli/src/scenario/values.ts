/** What `${…}` may name: the scenario's values and the variables of the loops around. */
export type Scope = Readonly<Record<string, unknown>>;

/** A word that means nothing; the caller knows where it stands. */
export class UnknownWord extends Error {
  constructor(
    readonly word: string,
    readonly known: readonly string[],
  ) {
    super(word);
  }
}

const whole = /^\$\{([^{}]+)\}$/;
const within = /\$\{([^{}]+)\}/g;

/** Replaces every `${…}`. A text that is nothing but one keeps the type of what it names (number, list…). */
export function interpolate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    const alone = whole.exec(value);
    if (alone?.[1] !== undefined) return look(alone[1], scope);
    return value.replace(within, (_text, name: string) => String(look(name, scope)));
  }
  return mapped(value, (one) => interpolate(one, scope));
}

function look(name: string, scope: Scope): unknown {
  const [first = '', ...rest] = name.trim().split('.');
  if (!Object.hasOwn(scope, first)) throw new UnknownWord(name.trim(), Object.keys(scope));
  let found: unknown = scope[first];
  for (const piece of rest) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, piece)) {
      throw new UnknownWord(name.trim(), typeof found === 'object' && found ? Object.keys(found) : []);
    }
    found = (found as Record<string, unknown>)[piece];
  }
  return found;
}

const reference = /^\$([\p{L}_][\p{L}\d_-]*)((?:\.[\p{L}\d_-]+)*)$/u;

/** Replaces `$name` (alone in its text) by what an earlier step answered. `$$text` is the text `$text`. */
export function resolve(value: unknown, results: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    if (value.startsWith('$$')) return value.slice(1);
    const found = reference.exec(value);
    if (!found) return value;
    const [, name = '', path = ''] = found;
    if (!results.has(name))
      throw new UnknownWord(
        `$${name}`,
        [...results.keys()].map((one) => `$${one}`),
      );
    return path.split('.').slice(1).reduce(field, results.get(name));
  }
  return mapped(value, (one) => resolve(one, results));
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** `items.conventionId=$convention.status`: an element that is looked for by what an earlier step gave. */
export const namesInPath = /=(\$[\p{L}_][\p{L}\d_-]*)/gu;

/** The names that a value refers to. */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const name = value.startsWith('$$') ? undefined : reference.exec(value)?.[1];
    return name === undefined ? [] : [name];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}

function mapped(value: unknown, change: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}
