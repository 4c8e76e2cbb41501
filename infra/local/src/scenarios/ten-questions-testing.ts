import { readFileSync } from 'node:fs';
import { answerAt, type Step } from '@ctg/cli';

/** One question of a scenario, with what the facts demand (written by hand in its file) and what the product answered. */
export interface Asked {
  readonly question: string;
  /** `partners.get-convention on 2023-01-31`. */
  readonly request: string;
  readonly demanded: readonly string[];
  readonly given: readonly string[];
}

/** The questions of a scenario that was played, from what the player kept of it. */
export function questionsOf(steps: readonly Step[], journal: string): readonly Asked[] {
  const results = new Map(
    readFileSync(journal, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly step: number; readonly result?: unknown })
      .map(({ step, result }) => [step, result]),
  );
  const names = new Map(
    steps.flatMap(({ number, name }) => {
      const given = results.get(number);
      return name !== undefined && typeof given === 'string' ? [[given, `$${name}`] as const] : [];
    }),
  );
  const named = (text: string) => [...names].reduce((shown, [id, name]) => shown.replaceAll(id, name), text);
  return steps
    .filter(({ kind }) => kind === 'question')
    .map((step) => ({
      question: step.note ?? step.word,
      request: requestOf(step),
      demanded: Object.entries(step.answer).map(([path, wanted]) => `${path} : ${demandedOf(wanted)}`),
      given: Object.entries(step.answer).map(
        ([path, wanted]) => `${path} : ${named(givenOf(answerAt(results.get(step.number), path), wanted))}`,
      ),
    }));
}

/** Known when: `$avant.knownAt` is the instant of the question that has this name. */
function requestOf({ word, with: filters, name }: Step): string {
  const shown = Object.entries(filters).map(([filter, value]) => `${filter} ${value}`);
  return [word, ...shown, ...(name === undefined ? [] : [`(${name})`])].join(' ');
}

interface Wanted {
  readonly count?: number;
  readonly exists?: boolean;
  readonly contains?: unknown;
}

const isForm = (wanted: unknown): wanted is Wanted =>
  typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);

function demandedOf(wanted: unknown): string {
  if (!isForm(wanted)) return String(Array.isArray(wanted) && wanted.length === 0 ? 'aucun' : wanted);
  if (wanted.count !== undefined) return `${wanted.count} élément(s)`;
  if (wanted.exists === false) return 'rien';
  return wanted.contains === undefined ? JSON.stringify(wanted) : `contient ${wanted.contains}`;
}

/** The answer in the words in which it was demanded. */
function givenOf(found: unknown, wanted: unknown): string {
  if (found === undefined || found === null) return 'rien';
  if (!Array.isArray(found)) return String(found);
  const { count, contains } = isForm(wanted) ? wanted : {};
  if (count !== undefined) return `${found.length} élément(s)`;
  if (contains !== undefined) return found.includes(contains) ? `contient ${contains}` : found.join(', ');
  return found.length === 0 ? 'aucun' : JSON.stringify(found);
}

const cell = (lines: readonly string[]) => lines.join('<br>').replaceAll('|', '\\|');

/** The page, from the questions of each scenario. */
export function pageOf(
  asked: ReadonlyMap<string, { readonly title: string; readonly asked: readonly Asked[] }>,
): string {
  return [
    '# Dix questions à chaque scénario livré',
    '',
    'Chaque scénario finit par dix questions sur les deux axes : ce qui est en vigueur un jour du monde, et ce que l’on en savait à un',
    'moment. Ce que les faits demandent est écrit à la main dans le fichier du scénario (`answer`) ; ce qui est répondu vient du produit en',
    'marche. `$nom` est ce qu’une étape a donné, `$avant.knownAt` l’instant de la question nommée ainsi. Chaque passage du scénario',
    'les pose de nouveau, et s’arrête à la première qui est répondue autrement.',
    '',
    '<!-- Écrit par « WRITE_PAGES=1 npm test -- infra/local/src/scenarios/shipped », qui compare la page sans WRITE_PAGES. -->',
    ...[...asked].flatMap(([name, { title, asked: questions }]) => [
      '',
      `## ${title} (\`${name}\`)`,
      '',
      '| n° | question | demande | les faits demandent | le produit répond |',
      '|---|---|---|---|---|',
      ...questions.map(
        ({ question, request, demanded, given }, index) =>
          `| ${index + 1} | ${question} | \`${request}\` | ${cell(demanded)} | ${cell(given)} |`,
      ),
    ]),
    '',
  ].join('\n');
}
