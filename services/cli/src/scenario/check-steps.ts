import { organisationId } from '@ctg/identifiers';
import { type Catalogue, routeParams, type Word } from '../api/catalogue.js';
import { suggestion } from '../api/nearest-word.js';
import type { CliFailure } from '../failure.js';
import { pathFault } from './answer-path.js';
import { isRole, type Step } from './expand.js';
import { Faults } from './faults.js';
import { fieldFaults } from './field-faults.js';
import { isToPass } from './format.js';
import type { Scenario } from './read-scenario.js';
import { RecordingOrder, recordingDay } from './recording-order.js';
import { asTyped, paramOf, questionAt, wordOf } from './request.js';
import { referencesIn } from './values.js';

/**
 * Finds, before anything is played, what the server would refuse whatever it knows: rights, words, addresses, fields,
 * filters, forms of values. Steps that expect a refusal are left alone.
 * @param faults what was found before; default: nothing
 * @throws CliFailure with every fault, each where it stands
 */
export function checkSteps(scenario: Scenario, catalogue: Catalogue, faults = new Faults()): void {
  // The step that opens it may be one that could not be read.
  let opened = !faults.isEmpty;
  const order = new RecordingOrder(scenario.caf);
  assertRehearsed(scenario, catalogue, faults);
  for (const step of scenario.steps) {
    const passes = isToPass(step.expect);
    faults.attempt(() => {
      const word = wordOf(step, catalogue, scenario);
      const isOpened = opened;
      opened ||= passes && word?.creates === 'conventionId';
      if (!passes) return;
      const untimely = step.kind === 'command' && word ? order.faultOf(step, word) : undefined;
      if (untimely !== undefined) faults.add(faultOfMoment(step, untimely, scenario));
      if (word) for (const fault of faultsOfAddress(step, word, scenario, isOpened)) faults.add(fault);
      const asked = word ?? questionOf(step, catalogue, scenario);
      if (asked) for (const fault of faultsOf(step, asked, scenario)) faults.add(fault);
    });
  }
  faults.tell();
}

/** The first step that says when it is recorded stands for all of them, where nothing is rehearsed. */
function assertRehearsed(scenario: Scenario, { rehearsal }: Catalogue, faults: Faults): void {
  const first = scenario.steps.find(({ recordedAt, expect }) => recordedAt !== undefined && isToPass(expect));
  if (first === undefined || rehearsal) return;
  const sentence =
    'ce scénario dit quand il est enregistré, et ce serveur n’est pas un essai : démarrez-en un sur des données à lui (REHEARSAL=true CTG_DATA_DIR=.essai npm start).';
  faults.add(faultOfMoment(first, sentence, scenario));
}

const faultOfMoment = ({ number, word, source: here }: Step, sentence: string, { source }: Scenario) =>
  source.fault([...here, 'recordedAt'], `Étape ${number}, ${word} : « recordedAt » : ${sentence}`, {
    step: number,
  });

function* faultsOf(step: Step, word: Word, { source, caf }: Scenario): Iterable<CliFailure> {
  const { as, number, kind } = step;
  if (isRole(as.role) && !word.roles.includes(as.role)) {
    yield source.fault(
      [...step.source, 'as'],
      `Étape ${number}, ${word.name} : « ${as.role} » n’en a pas le droit. Qui le peut : ${word.roles.join(', ')}.`,
      { step: number },
    );
  }
  for (const path of Object.keys(step.answer)) {
    const fault = pathFault(path, word.answerSchema);
    if (fault === undefined) continue;
    yield source.fault(
      [...step.source, 'answer', path],
      `Étape ${number}, ${word.name} : « ${path} » : ${fault}`,
      { step: number },
    );
  }
  const schema = kind === 'command' ? word.bodySchema : word.querySchema;
  if (!schema) return;
  const sent = kind === 'command' ? step.with : { ...addressFilters(step.word), ...step.with };
  const sender = {
    today: recordingDay(caf, step.recordedAt),
    noun: kind === 'command' ? 'champ' : 'filtre',
  } as const;
  for (const { path, of, sentence } of fieldFaults(asTyped(sent, schema), schema, sender)) {
    yield source.fault(
      [...step.source, 'with', ...path],
      `Étape ${number}, ${word.name} : ${of.length > 0 ? `« ${of.join('.')} » : ` : ''}${sentence}`,
      { step: number },
    );
  }
}

/** `?limit=5` of an address that was written out. */
const addressFilters = (address: string): Record<string, unknown> =>
  Object.fromEntries(new URLSearchParams(address.split('?')[1] ?? ''));

/** The question that an address asks; undefined for what is none of a service (`/health/ready`). */
function questionOf(step: Step, catalogue: Catalogue, { source }: Scenario): Word | undefined {
  const found = questionAt(step.word, catalogue);
  if (found || !/^\/api\/[\w-]+\/(?!catalogue)/.test(step.word)) return found;
  throw source.fault(
    [...step.source, 'get'],
    `Étape ${step.number} : il n’y a pas de question à l’adresse « ${step.word} ».${suggestion(
      step.word,
      [...catalogue.queries.values()].map(({ route }) => route),
    )}`,
    { step: step.number },
  );
}

/** What the address names: identifiers of the form that they have, and the convention spoken of. */
function* faultsOfAddress(
  step: Step,
  word: Word,
  { source }: Scenario,
  opened: boolean,
): Iterable<CliFailure> {
  const params = routeParams(word.route);
  const start = `Étape ${step.number}, ${step.word} :`;
  for (const param of params) {
    const given = paramOf(step, param);
    if (given !== undefined) {
      const wrong = wrongParam(param, given);
      if (wrong === undefined) continue;
      yield source.fault([...step.source, 'on'], `${start} « ${param} » : ${wrong}`, { step: step.number });
    } else if (param !== 'conventionId' || (step.convention === undefined && !opened)) {
      yield source.fault(
        step.source,
        `${start} il manque « ${param} » dans « on ». Attendu : ${params.join(', ')}.`,
        { step: step.number },
      );
    }
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function wrongParam(param: string, given: unknown): string | undefined {
  if (referencesIn(given).length > 0) return undefined;
  if (param.endsWith('Id')) {
    return uuid.test(String(given))
      ? undefined
      : `attendu : $nom d’une étape, ou un identifiant (UUID) ; trouvé « ${given} ».`;
  }
  if (param !== 'organisation') return undefined;
  const message = organisationId.safeParse(String(given)).error?.issues[0]?.message;
  return message && `${message}.`;
}
