import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Vintage } from './vintage.js';

const require = createRequire(import.meta.url);

const [lineEnd, quote] = [10, 34];
/** `{"code":"` */
const beforeCode = 9;

/**
 * One of the official lists of a vintage, from the package `@etalab/decoupage-administratif` of that year (data under
 * Licence Ouverte), installed under an alias for each vintage. A file has a row a line, which begins with its code: rows are
 * found by it and read when they are asked for, for reading all 38,000 of one year takes half a second and holds up
 * everything else meanwhile.
 */
export class OfficialList<Row> {
  readonly #bytes: Buffer;
  /** Where the rows of a code begin. */
  readonly #places = new Map<string, readonly number[]>();

  constructor(vintage: Vintage, list: 'communes' | 'epci' | 'ept' | 'departements') {
    this.#bytes = readFileSync(require.resolve(`cog-${vintage}/data/${list}.json`));
    for (const place of this.#lines()) {
      const from = place + beforeCode;
      const code = this.#text('latin1', from, this.#bytes.indexOf(quote, from));
      this.#places.set(code, [...(this.#places.get(code) ?? []), place]);
    }
  }

  /** The rows of a code: a commune and a part of it may have the same. */
  rows(code: string): readonly Row[] {
    return (this.#places.get(code) ?? []).map((place) => this.#row(place));
  }

  /** The rows whose line holds a text, in the order of the file. */
  *holding(text: string): Generator<Row> {
    for (let at = this.#bytes.indexOf(text); at >= 0; ) {
      const place = this.#bytes.lastIndexOf(lineEnd, at) + 1;
      yield this.#row(place);
      at = this.#bytes.indexOf(text, this.#end(place));
    }
  }

  /** What stands behind each mark, so many bytes, and so many before it. */
  *beside(
    mark: string,
    before: number,
    behind: number,
  ): Generator<readonly [before: string, behind: string]> {
    for (let at = this.#bytes.indexOf(mark); at >= 0; at = this.#bytes.indexOf(mark, at + mark.length)) {
      const from = at + mark.length;
      yield [this.#text('latin1', at - before, at), this.#text('latin1', from, from + behind)];
    }
  }

  /** The texts between a mark and the next quote, of each line that holds another text too. */
  *texts(mark: string, held: string): Generator<string> {
    for (const place of this.#lines()) {
      const end = this.#end(place);
      const found = this.#bytes.indexOf(held, place);
      if (found < 0 || found > end) continue;
      const from = this.#bytes.indexOf(mark, place) + mark.length;
      yield this.#text('utf8', from, this.#bytes.indexOf(quote, from));
    }
  }

  *#lines(): Generator<number> {
    // The first and the last line are the brackets of the list.
    for (let place = this.#end(0) + 1; place < this.#bytes.length; place = this.#end(place) + 1)
      if (this.#bytes[place] === 123) yield place;
  }

  #text(encoding: 'latin1' | 'utf8', from: number, to: number): string {
    return this.#bytes.toString(encoding, from, to);
  }

  #end(place: number): number {
    const end = this.#bytes.indexOf(lineEnd, place);
    return end < 0 ? this.#bytes.length : end;
  }

  #row(place: number): Row {
    const line = this.#text('utf8', place, this.#end(place));
    return JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Row;
  }
}
