import { readFileSync } from 'node:fs';
import { unreadable } from '@ctg/identifiers';
import { isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { CliFailure, exitCodes, failed } from '../failure.js';
import { decodedText } from './decoded-text.js';

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
    keepWriting(this.#document);
    this.value = this.#document.toJS({ maxAliasCount: 1000 });
  }

  /** @throws CliFailure when the file cannot be read, or is not in the encoding (default UTF-8) that it should be in */
  static read(file: string, encoding?: string): ScenarioSource {
    try {
      return new ScenarioSource(file, decodedText(file, readFileSync(file), encoding));
    } catch (error) {
      if (error instanceof CliFailure) throw error;
      throw new CliFailure(
        exitCodes.usage,
        `Le fichier ${file} ne peut pas être lu : ${(error as Error).message}`,
      );
    }
  }

  /** Texts that nobody could read, which the server would refuse, each with its line. */
  unreadableTexts(): readonly CliFailure[] {
    const found: CliFailure[] = [];
    visit(this.#document, {
      Scalar: (_key, node) => {
        const fault = typeof node.value === 'string' ? unreadable(node.value, 'several') : undefined;
        if (fault === undefined) return;
        const { line, col } = this.#lines.linePos(node.range?.[0] ?? 0);
        found.push(failed(`${this.file}:${line}:${col} : ${fault}.`, { file: this.file, line, column: col }));
      },
    });
    return found;
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

/**
 * A number is kept as one only where it is written as numbers are: `01004`, `2.10`, a hash of digits would otherwise come
 * out as other text than was written. Whether a field is a number or a text its schema says later, never the digits.
 */
function keepWriting(document: ReturnType<typeof parseDocument>): void {
  visit(document, {
    Scalar(_key, node) {
      if (!isScalar(node) || typeof node.value !== 'number' || node.source === undefined) return;
      if (String(node.value) !== node.source) node.value = node.source;
    },
  });
}

const frenchFault = ({ code, message }: { code: string; message: string }): string =>
  code === 'DUPLICATE_KEY'
    ? 'le même mot est écrit deux fois au même endroit.'
    : (message.split('\n')[0] ?? code);
