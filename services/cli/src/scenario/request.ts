import { type Catalogue, routeParams, type Schema, type Word } from '../api/catalogue.js';
import { suggestion } from '../api/nearest-word.js';
import type { Step } from './expand.js';
import type { Scenario } from './read-scenario.js';

/** The word of a step in the server's catalogue; undefined for a question by its address. */
export function wordOf(step: Step, { commands, queries }: Catalogue, { source }: Scenario): Word | undefined {
  if (step.kind === 'question' && step.word.startsWith('/')) return undefined;
  const known = step.kind === 'command' ? commands : queries;
  const word = known.get(step.word);
  if (word) return word;
  const what = step.kind === 'command' ? 'La commande' : 'La question';
  throw source.fault(
    [...step.source, step.kind === 'command' ? 'do' : 'get'],
    `${what} « ${step.word} » n’existe pas.${suggestion(step.word, known.keys())}`,
    { step: step.number },
  );
}

/** The question that an address written out asks, by its route: `/api/partners/conventions/$a` is `partners.get-convention`. */
export function questionAt(address: string, { queries }: Catalogue): Word | undefined {
  const pieces = (address.split('?')[0] ?? '').split('/');
  const fits = (route: string) => {
    const wanted = route.split('/');
    return (
      wanted.length === pieces.length &&
      wanted.every((piece, index) => piece.startsWith(':') || piece === pieces[index])
    );
  };
  const found = [...queries.values()].filter(({ route }) => fits(route));
  // A word of the route goes before a place for any.
  return found.sort((one, other) => routeParams(one.route).length - routeParams(other.route).length)[0];
}

/** `actionId` may be written `action`. */
export const paramOf = (step: Pick<Step, 'on'>, param: string): unknown =>
  step.on[param] ?? step.on[param.replace(/Id$/, '')];

/** Everything is resolved: where to send what. */
export interface ResolvedStep {
  readonly on: Readonly<Record<string, unknown>>;
  readonly with: Readonly<Record<string, unknown>>;
  readonly conventionId?: string;
}

/** The address of a step. `undefined` values of the route are the convention spoken of. */
export function pathOf(step: Step, word: Word | undefined, resolved: ResolvedStep): string {
  const at = { ...step, on: resolved.on };
  const path = word
    ? word.route.replace(/:(\w+)/g, (_text, param: string) =>
        encodeURIComponent(
          String(paramOf(at, param) ?? (param === 'conventionId' ? resolved.conventionId : '')),
        ),
      )
    : step.word;
  if (step.kind === 'command') return path;
  const query = new URLSearchParams(
    Object.entries(resolved.with).flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [key, String(one)] as [string, string]),
    ),
  ).toString();
  return query ? `${path}?${query}` : path;
}

/** The numbers that YAML writes; what is text because a number would have lost something of it. */
const written = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** Values in the types that the fields want: a code written without quotes (59249) is a text where a text is wanted. */
export function asTyped(value: unknown, schema: Schema | undefined): unknown {
  if (!schema) return value;
  if (typeof value === 'number') return isTextFor(schema, 'number') ? String(value) : value;
  if (typeof value === 'boolean') return isTextFor(schema, 'boolean') ? String(value) : value;
  if (typeof value === 'string')
    return takes(schema, 'number') && written.test(value) && isPlain(value) ? Number(value) : value;
  if (Array.isArray(value)) return value.map((one) => asTyped(one, schema.items));
  if (typeof value !== 'object' || value === null) return value;
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, asTyped(one, schema.properties?.[key] ?? others)]),
  );
}

/** Not a code: `01004` stays what it is wherever it stands. */
const isPlain = (text: string): boolean => !/^[-+]?0\d/.test(text);

const isTextFor = (schema: Schema, type: 'number' | 'boolean'): boolean =>
  takes(schema, 'string') && !takes(schema, type);

/** Whether a field may be of a type, in one of its forms. */
function takes(schema: Schema, type: 'string' | 'number' | 'boolean'): boolean {
  const own = [schema.type].flat();
  const isOwn = own.includes(type) || (type === 'number' && own.includes('integer'));
  return isOwn || [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some((form) => takes(form, type));
}
