import { type Catalogue, routeParams, type Schema, type Word } from '../api/catalogue.js';
import { suggestion } from '../api/nearest-word.js';
import type { Step } from './expand.js';
import { Faults } from './faults.js';
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

/** Finds, before anything is played, what the server would refuse for its form. Steps that expect a refusal are left alone. */
export function checkSteps(scenario: Scenario, catalogue: Catalogue): void {
  let opened = false;
  const faults = new Faults();
  for (const step of scenario.steps) {
    faults.attempt(() => {
      const word = wordOf(step, catalogue, scenario);
      if (!word) return;
      const isOpened = opened;
      opened ||= word.creates === 'conventionId';
      checkParams(step, word, scenario, isOpened);
      if (step.kind === 'command' && step.expect === 'ok') checkFields(step, word, scenario);
    });
  }
  faults.tell();
}

function checkParams(step: Step, word: Word, { source }: Scenario, opened: boolean): void {
  const params = routeParams(word.route);
  for (const param of params) {
    if (paramOf(step, param) !== undefined) continue;
    if (param === 'conventionId' && (step.convention !== undefined || opened)) continue;
    throw source.fault(
      step.source,
      `Étape ${step.number}, ${step.word} : il manque « ${param} » dans « on ». Attendu : ${params.join(', ')}.`,
      { step: step.number },
    );
  }
}

/** `actionId` may be written `action`. */
const paramOf = (step: Step, param: string): unknown => step.on[param] ?? step.on[param.replace(/Id$/, '')];

function checkFields(step: Step, { bodySchema }: Word, { source }: Scenario): void {
  const known = Object.keys(bodySchema?.properties ?? {});
  const unknown = bodySchema?.properties && Object.keys(step.with).find((field) => !known.includes(field));
  if (unknown) {
    throw source.fault(
      [...step.source, 'with', unknown],
      `Étape ${step.number}, ${step.word} : le champ « ${unknown} » n’existe pas.${suggestion(unknown, known)} Champs : ${known.join(', ')}.`,
      { step: step.number },
    );
  }
  const missing = bodySchema?.required?.find((field) => step.with[field] === undefined);
  if (missing) {
    const meaning = bodySchema?.properties?.[missing]?.description;
    throw source.fault(
      [...step.source, 'with'],
      `Étape ${step.number}, ${step.word} : le champ « ${missing} »${meaning ? ` (${meaning})` : ''} manque.`,
      { step: step.number },
    );
  }
}

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
