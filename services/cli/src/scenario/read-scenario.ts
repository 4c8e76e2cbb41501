import type { z } from 'zod';
import type { Persona } from '../api/connection.js';
import { suggestion } from '../api/nearest-word.js';
import type { CliFailure } from '../failure.js';
import { expand, type Step } from './expand.js';
import { Faults } from './faults.js';
import { scenarioFormat, type WrittenScenario } from './format.js';
import type { ScenarioSource } from './source.js';

/** A scenario whose loops are unrolled. */
export interface Scenario {
  readonly title: string;
  readonly caf: string;
  readonly steps: readonly Step[];
  readonly source: ScenarioSource;
}

/** The role that reads what belongs to no persona: catalogues, the history at the end. */
export const reader = (caf: string): Persona => ({ role: 'caf_adviser', caf });

/**
 * Reads and checks everything that can be checked without a server.
 * @param found where what is wrong is told later, with more; the steps that could be read are answered then
 * @throws CliFailure with file, line and column of each fault; with `found` only where no step could be read
 */
export function readScenario(source: ScenarioSource, found?: Faults): Scenario {
  const faults = found ?? new Faults();
  for (const fault of source.unreadableTexts()) faults.add(fault);
  const checked = scenarioFormat.safeParse(source.value, { reportInput: true });
  for (const issue of checked.error?.issues ?? []) faults.add(faultOf(issue as Issue, source));
  const written = checked.data ?? withoutFaulty(source.value, checked.error?.issues ?? []);
  if (!written) {
    faults.tell();
    throw checked.error;
  }
  const { title, caf } = written;
  const steps = expand(written, source, faults, checked.success);
  if (!found) faults.tell();
  return { title, caf, steps, source };
}

/** The file with nothing in the place of each step that is not written as one; undefined where more than steps is not. */
function withoutFaulty(value: unknown, issues: readonly z.core.$ZodIssue[]): WrittenScenario | undefined {
  const { steps } = value as { readonly steps?: unknown };
  if (!Array.isArray(steps)) return undefined;
  const faulty = new Set(issues.map(({ path }) => (path[0] === 'steps' ? path[1] : undefined)));
  const kept = steps.map((step, index) => (faulty.has(index) ? { steps: [] } : step));
  return scenarioFormat.safeParse({ ...(value as object), steps: kept }).data;
}

function faultOf(found: Issue, source: ScenarioSource): CliFailure {
  const issue = deepest(found);
  const path = issue.path as (string | number)[];
  const unknown = issue.keys?.[0];
  const where = path.length > 0 ? `« ${path.join('.')} » : ` : '';
  return unknown === undefined
    ? source.fault(path, `${where}${formatFault(issue)}`)
    : source.fault(
        [...path, unknown],
        `${where}le mot « ${unknown} » n’existe pas ici.${suggestion(unknown, words)}`,
      );
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly input?: unknown;
  readonly errors?: readonly (readonly Issue[])[];
}

/** Of a choice of forms, what is wrong with the form that was most nearly written. */
function deepest(issue: Issue): Issue {
  const inner = issue.errors?.flat().find((one) => one.keys || one.path.length > 0);
  return inner ? deepest({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'un texte',
  array: 'une liste',
  object: 'un groupe de champs',
  record: 'un groupe de champs',
  number: 'un nombre',
  boolean: 'true ou false',
};

const formatFault = (issue: Issue): string =>
  issue.input === undefined && issue.expected
    ? `ce champ manque (attendu : ${kinds[issue.expected] ?? issue.expected}).`
    : `attendu ${kinds[issue.expected ?? ''] ?? 'une des formes décrites dans docs/scenarios.md'} ; trouvé ${JSON.stringify(issue.input)?.slice(0, 100)}.`;

const words = [
  ...['title', 'description', 'caf', 'cog', 'organisation', 'personas', 'values', 'steps', 'role', 'subject'],
  ...[
    'as',
    'do',
    'get',
    'on',
    'with',
    'name',
    'expect',
    'answer',
    'convention',
    'for',
    'note',
    'reason',
    'recordedAt',
    'illustrative',
  ],
  ...['rejected', 'status'],
];
