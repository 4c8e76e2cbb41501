/**
 * A stream's name carries its category and its subject, so that any server can filter by them:
 * `partners.convention-0190…`, or with a part of the subject `actionplans.action-0190….0192…`.
 * The subject of everything that belongs to a convention is the convention's id.
 */
export interface StreamNameParts {
  /** `service.thing`, letters only: `partners.convention`. */
  readonly category: string;
  /** A UUID, or another id without `.`. */
  readonly subject: string;
  readonly part?: string;
}

const shape = /^([a-zA-Z]+\.[a-zA-Z]+)-([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+))?$/;

/** Characters; an index entry of PostgreSQL must hold it. */
const longest = 200;

/** Builds a stream's name; throws a RangeError when a piece has a character that would make it ambiguous. */
export function streamName(category: string, subject: string, part?: string): string {
  const name = `${category}-${subject}${part === undefined ? '' : `.${part}`}`;
  if (!shape.test(name) || name.length > longest) throw new RangeError(`Not a stream name: ${name}`);
  return name;
}

/** Takes a stream's name apart; throws a RangeError when it has not the shape of one. */
export function parseStreamName(name: string): StreamNameParts {
  const match = name.length > longest ? null : shape.exec(name);
  const [, category, subject, part] = match ?? [];
  if (category === undefined || subject === undefined) throw new RangeError(`Not a stream name: ${name}`);
  return part === undefined ? { category, subject } : { category, subject, part };
}
