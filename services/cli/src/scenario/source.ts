import { readFileSync } from 'node:fs';
import { isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { CliFailure, exitCodes, failed } from '../failure.js';

/** The way to a piece of the file: `['steps', 3, 'with', 'title']`. */
export type SourcePath = readonly (string | number)[];

/** A YAML file with the place of each of its pieces. */
export class ScenarioSource {
  readonly value: unknown;
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #lines = new LineCounter();

  constructor(
    readonly file: string,
    text: string,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, schema: 'core', uniqueKeys: true });
    const [fault] = this.#document.errors;
    if (fault) {
      const at = fault.linePos?.[0];
      throw failed(
        `${file}:${at?.line ?? 1}:${at?.col ?? 1} : ce n’est pas du YAML lisible : ${frenchFault(fault)}`,
      );
    }
    keepCodes(this.#document);
    this.value = this.#document.toJS({ maxAliasCount: 1000 });
  }

  static read(file: string): ScenarioSource {
    try {
      return new ScenarioSource(file, readFileSync(file, 'utf8'));
    } catch (error) {
      if (error instanceof CliFailure) throw error;
      throw new CliFailure(
        exitCodes.usage,
        `Le fichier ${file} ne peut pas être lu : ${(error as Error).message}`,
      );
    }
  }

  /** `file:line:column` of a piece, or of the nearest thing around it. */
  place(path: SourcePath): { readonly file: string; readonly line: number; readonly column: number } {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true) as Node | undefined;
      const start = node?.range?.[0];
      if (start !== undefined) {
        const { line, col } = this.#lines.linePos(start);
        return { file: this.file, line, column: col };
      }
    }
    return { file: this.file, line: 1, column: 1 };
  }

  fault(path: SourcePath, sentence: string, details: Readonly<Record<string, unknown>> = {}): CliFailure {
    const { file, line, column } = this.place(path);
    return failed(`${file}:${line}:${column} : ${sentence}`, { file, line, column, ...details });
  }
}

/** SIREN, SIRET and INSEE codes are words though they look like numbers: `01004` is not 1004. */
function keepCodes(document: ReturnType<typeof parseDocument>): void {
  visit(document, {
    Scalar(_key, node) {
      if (!isScalar(node) || typeof node.value !== 'number' || node.source === undefined) return;
      if (/^(0\d+|\d{9}|\d{14})$/.test(node.source)) node.value = node.source;
    },
  });
}

const frenchFault = ({ code, message }: { code: string; message: string }): string =>
  code === 'DUPLICATE_KEY'
    ? 'le même mot est écrit deux fois au même endroit.'
    : (message.split('\n')[0] ?? code);
