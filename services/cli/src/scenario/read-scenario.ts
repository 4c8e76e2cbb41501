import type { Persona } from '../api/connection.js';
import { suggestion } from '../api/nearest-word.js';
import type { CliFailure } from '../failure.js';
import { expand, type Step } from './expand.js';
import { Faults } from './faults.js';
import { scenarioFormat } from './format.js';
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

/** Reads and checks everything that can be checked without a server. @throws CliFailure with file, line and column */
export function readScenario(source: ScenarioSource): Scenario {
  const checked = scenarioFormat.safeParse(source.value, { reportInput: true });
  if (!checked.success) {
    const faults = new Faults();
    for (const issue of checked.error.issues) faults.add(faultOf(issue as Issue, source));
    faults.tell();
    throw checked.error;
  }
  const { title, caf } = checked.data;
  return { title, caf, steps: expand(checked.data, source), source };
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
