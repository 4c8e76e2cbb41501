import { cafId, organisationId } from '@ctg/identifiers';
import type { Persona } from '../api/connection.js';
import { suggestion } from '../api/nearest-word.js';
import type { Faults } from './faults.js';
import { type Expectation, isToPass, type WrittenScenario, type WrittenStep } from './format.js';
import type { ScenarioSource, SourcePath } from './source.js';
import { interpolate, namesInPath, referencesIn, type Scope, UnknownWord } from './values.js';

/** One request to the server; `$names` are still in it. */
export interface Step {
  /** From 1. */
  readonly number: number;
  readonly kind: 'command' | 'question';
  /** The command's or the question's word, or the address of a question. */
  readonly word: string;
  readonly as: Persona;
  readonly convention?: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly with: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly expect: Expectation;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly note?: string;
  /** Kept with what is recorded. */
  readonly reason?: string;
  /** Of a command in a rehearsal: when what it records counts as recorded, a day of the Caf or an instant. */
  readonly recordedAt?: string;
  readonly source: SourcePath;
}

interface Inherited {
  readonly as?: WrittenStep['as'];
  readonly convention?: string | undefined;
  readonly recordedAt?: string | undefined;
  readonly on: Readonly<Record<string, unknown>>;
  readonly scope: Scope;
}

/**
 * Unrolls groups and loops into steps, and checks that every `$name` was named before.
 * @param faults to which is added what is wrong
 * @param isWhole no step is missing: one that gives a name may be, and then no name is looked for
 */
export function expand(
  scenario: WrittenScenario,
  source: ScenarioSource,
  faults: Faults,
  isWhole: boolean,
): readonly Step[] {
  return new Expansion(scenario, source, faults, isWhole).steps();
}

class Expansion {
  readonly #steps: Step[] = [];
  readonly #names = new Set<string>();
  /** Names of steps that are refused on purpose: they give nothing. */
  readonly #empty = new Set<string>();

  constructor(
    readonly scenario: WrittenScenario,
    readonly source: ScenarioSource,
    readonly faults: Faults,
    readonly isWhole: boolean,
  ) {}

  steps(): readonly Step[] {
    const { caf, cog, organisation, values = {} } = this.scenario;
    const given: Scope = {
      caf,
      ...(cog === undefined ? {} : { cog }),
      ...(organisation ? { organisation } : {}),
    };
    this.faults.attempt(() => this.#assertForm(['caf'], cafId, caf));
    for (const [path, named] of this.#actingFor()) {
      this.faults.attempt(() => this.#assertForm(path, organisationId, named));
    }
    this.faults.attempt(() => {
      const scope = { ...given, ...(this.#at(['values'], () => interpolate(values, given)) as Scope) };
      this.#unroll(this.scenario.steps, ['steps'], { on: {}, scope });
    });
    return this.#steps;
  }

  /** The organisations that the head of the file acts for, with their places. */
  *#actingFor(): Iterable<readonly [SourcePath, string]> {
    const { organisation, personas = {} } = this.scenario;
    if (organisation !== undefined) yield [['organisation'], organisation];
    for (const [name, persona] of Object.entries(personas)) {
      if (persona.organisation === undefined) continue;
      yield [['personas', name, 'organisation'], persona.organisation];
    }
  }

  /** @throws CliFailure with what the product itself says of an identifier */
  #assertForm(path: SourcePath, form: typeof organisationId | typeof cafId, text: string): void {
    const message = form.safeParse(text).error?.issues[0]?.message;
    if (message !== undefined) throw this.source.fault(path, `${message}.`);
  }

  #unroll(steps: readonly WrittenStep[], path: SourcePath, inherited: Inherited): void {
    for (const [index, written] of steps.entries()) {
      const here = [...path, index];
      this.faults.attempt(() => this.#each(written, here, inherited));
    }
  }

  #each(written: WrittenStep, here: SourcePath, inherited: Inherited): void {
    for (const scope of this.#turns(written, here, inherited.scope)) {
      const turn = () => {
        const on = this.#at([...here, 'on'], () => interpolate(written.on ?? {}, scope)) as Record<
          string,
          unknown
        >;
        const next: Inherited = {
          as: written.as ?? inherited.as,
          convention: written.convention ?? inherited.convention,
          recordedAt: written.recordedAt ?? inherited.recordedAt,
          on: { ...inherited.on, ...on },
          scope,
        };
        if (written.steps) this.#group(written, here, next);
        else this.#step(written, here, next);
      };
      // The name is taken all the same, or each step that repeats it would be a fault of its own.
      this.faults.attempt(turn, () => this.#take(written.name, scope));
    }
  }

  #take(name: string | undefined, scope: Scope): void {
    if (name === undefined) return;
    try {
      this.#names.add(String(interpolate(name, scope)));
    } catch (error) {
      if (!(error instanceof UnknownWord)) throw error;
    }
  }

  #group(written: WrittenStep, here: SourcePath, next: Inherited): void {
    const alone = (['do', 'get', 'with', 'name', 'expect', 'answer'] as const).find(
      (word) => written[word] !== undefined,
    );
    if (alone) {
      throw this.source.fault(
        [...here, alone],
        `« ${alone} » ne va pas avec « steps » : mettez-le dans une des étapes du groupe.`,
      );
    }
    this.#unroll(written.steps ?? [], [...here, 'steps'], next);
  }

  /** The scopes of a loop, one per value; the scope around when there is no loop. */
  #turns(written: WrittenStep, here: SourcePath, scope: Scope): readonly Scope[] {
    if (!written.for) return [scope];
    const [[variable, list] = ['', undefined], ...others] = Object.entries(written.for);
    if (variable === '' || others.length > 0) {
      throw this.source.fault(
        [...here, 'for'],
        `« for » attend un seul mot et sa liste, comme {commune: \${communes}}.`,
      );
    }
    const turned = this.#at([...here, 'for', variable], () => interpolate(list, scope));
    if (!Array.isArray(turned)) {
      throw this.source.fault(
        [...here, 'for', variable],
        `« for » attend une liste ; trouvé ${JSON.stringify(turned)}.`,
      );
    }
    return turned.map((value, index) => ({ ...scope, [variable]: value, index: index + 1 }));
  }

  #step(written: WrittenStep, here: SourcePath, { as, convention, recordedAt, on, scope }: Inherited): void {
    const word = written.do ?? written.get;
    if (word === undefined || (written.do !== undefined && written.get !== undefined)) {
      throw this.source.fault(
        here,
        'une étape a soit « do » (une commande), soit « get » (une question), soit « steps » (un groupe).',
      );
    }
    const filled = <T>(piece: string, value: T) =>
      this.#at([...here, piece], () => interpolate(value, scope)) as T;
    const step: Step = {
      number: this.#steps.length + 1,
      kind: written.do === undefined ? 'question' : 'command',
      word: filled(written.do === undefined ? 'get' : 'do', word),
      as: this.#persona(filled('as', as), here),
      ...(convention === undefined ? {} : { convention: String(filled('convention', convention)) }),
      on,
      with: filled('with', written.with ?? {}),
      ...(written.name === undefined ? {} : { name: String(filled('name', written.name)) }),
      expect: filled('expect', written.expect ?? 'ok'),
      answer: filled('answer', written.answer ?? {}),
      ...(written.note === undefined ? {} : { note: filled('note', written.note) }),
      ...(written.reason === undefined ? {} : { reason: String(filled('reason', written.reason)) }),
      ...(recordedAt === undefined || written.do === undefined
        ? {}
        : { recordedAt: String(filled('recordedAt', recordedAt)) }),
      source: here,
    };
    if (step.kind === 'command' && written.answer) {
      throw this.source.fault([...here, 'answer'], '« answer » ne vaut que pour une question (« get »).');
    }
    if (step.kind === 'question' && written.recordedAt !== undefined) {
      throw this.source.fault(
        [...here, 'recordedAt'],
        '« recordedAt » ne vaut que pour ce qui s’enregistre (« do ») ; une question demande « knownAt » dans « with ».',
      );
    }
    this.#checkNames(step, here);
    this.#steps.push(step);
  }

  #checkNames(step: Step, here: SourcePath): void {
    for (const [piece, value] of Object.entries({
      on: step.on,
      with: step.with,
      convention: step.convention,
      answer: [step.answer, Object.keys(step.answer).flatMap(namesOfPath)],
    })) {
      const unknown = referencesIn(value).find((name) => !this.#names.has(name));
      if (unknown !== undefined && this.isWhole) {
        throw this.source.fault(
          [...here, piece],
          `$${unknown} n’est le nom d’aucune étape avant celle-ci.${suggestion(unknown, this.#names)}`,
        );
      }
      const empty = referencesIn(value).find((name) => this.#empty.has(name));
      if (empty !== undefined) {
        throw this.source.fault(
          [...here, piece],
          `$${empty} est le nom d’une étape qui attend un refus : elle ne rend rien.`,
        );
      }
    }
    if (step.name === undefined) return;
    if (!/^[\p{L}_][\p{L}\d_-]*$/u.test(step.name)) {
      throw this.source.fault(
        [...here, 'name'],
        `un nom commence par une lettre et n’a que des lettres, des chiffres et des tirets ; trouvé « ${step.name} ».`,
      );
    }
    if (this.#names.has(step.name)) {
      throw this.source.fault(
        [...here, 'name'],
        `le nom « ${step.name} » est déjà pris par une étape avant celle-ci (dans une boucle, mettez-y \${…}).`,
      );
    }
    this.#names.add(step.name);
    if (!isToPass(step.expect)) this.#empty.add(step.name);
  }

  /** Who acts. What is wrong with it is told; the rest of the step is looked at all the same. */
  #persona(as: WrittenStep['as'], here: SourcePath): Persona {
    const { personas = {}, caf, organisation: around } = this.scenario;
    const alias = typeof as === 'string' ? as : undefined;
    const asked = typeof as === 'string' ? (personas[as] ?? { role: as }) : withWords(as ?? { role: '' });
    const organisation = asked.organisation ?? (independent.includes(asked.role) ? undefined : around);
    const subject = asked.subject ?? (alias !== undefined && alias in personas ? alias : undefined);
    this.faults.attempt(() => {
      if (as === undefined) throw this.source.fault(here, 'il manque « as » : qui agit ?');
      this.#assertRole(asked.role, organisation, here);
      if (asked.organisation !== undefined)
        this.#assertForm([...here, 'as'], organisationId, asked.organisation);
    });
    return { role: asked.role, caf, organisation, subject };
  }

  /** @throws CliFailure for a role that there is not, or that acts for nobody */
  #assertRole(role: string, organisation: string | undefined, here: SourcePath): void {
    if (!isRole(role)) {
      const known = [...roles, ...Object.keys(this.scenario.personas ?? {})];
      throw this.source.fault(
        [...here, 'as'],
        `« ${role} » n’est ni un rôle ni un nom de « personas ».${suggestion(role, known)} Rôles : ${roles.join(', ')}.`,
      );
    }
    if (organisation !== undefined || independent.includes(role)) return;
    throw this.source.fault(
      [...here, 'as'],
      `« ${role} » agit pour une organisation : donnez son SIREN (as: {role: ${role}, organisation: …}, ou « organisation » en tête du scénario).`,
    );
  }

  #at(path: SourcePath, fill: () => unknown): unknown {
    try {
      return fill();
    } catch (error) {
      if (!(error instanceof UnknownWord)) throw error;
      throw this.source.fault(
        path,
        `\${${error.word}} n’est pas connu ici.${suggestion(error.word, error.known)} Connus : ${error.known.join(', ') || 'rien'}.`,
      );
    }
  }
}

/** The `$names` in a path of an answer. */
const namesOfPath = (path: string): string[] => [...path.matchAll(namesInPath)].map(([, name]) => name ?? '');

/** A SIREN that stood in a list came as a number. */
const withWords = <As extends { readonly organisation?: unknown; readonly subject?: unknown }>(as: As) => ({
  ...as,
  organisation: as.organisation === undefined ? undefined : String(as.organisation),
  subject: as.subject === undefined ? undefined : String(as.subject),
});

const independent = ['caf_adviser', 'evaluator', 'national_auditor'];
const roles = [
  ...['partner_member', 'action_pilot', 'cooperation_officer', 'caf_adviser', 'copil_secretary'],
  ...['legal_representative', 'evaluator', 'national_auditor'],
];

/** One of the product's roles; what is none is told when it is read. */
export const isRole = (role: string): boolean => roles.includes(role);
