import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Vintage } from './vintage.js';

const require = createRequire(import.meta.url);

/** `{"code":"` */
const beforeCode = 9;

/**
 * One of the official lists of a vintage, from the package `@etalab/decoupage-administratif` of that year (data under
 * Licence Ouverte), installed under an alias for each vintage. A file has a row a line, which begins with its code, in the order
 * of codes: rows are found by halving the file, and read when they are asked for. Reading all 38,000 of one year takes half a
 * second, and noting where each stands a twentieth of one; both would hold up everything else meanwhile.
 */
export class OfficialList<Row> {
  /** A character a byte, as the file has them: what is shown is decoded, what is looked for is encoded. */
  readonly #text: string;
  /** From where to where codes go up: what lies overseas (975, 977…) stands behind 976, in an order of its own. */
  readonly #runs: readonly (readonly [from: number, to: number])[];

  constructor(vintage: Vintage, list: 'communes' | 'epci' | 'ept' | 'departements') {
    this.#text = readFileSync(require.resolve(`cog-${vintage}/data/${list}.json`), 'latin1');
    // The first and the last line are the brackets of the list.
    const [from, to] = [this.#end(0) + 1, this.#text.lastIndexOf('\n]') + 1];
    const overseas = this.#text.indexOf('\n{"code":"975') + 1;
    this.#runs =
      overseas === 0
        ? [[from, to]]
        : [
            [from, overseas],
            [overseas, to],
          ];
  }

  /** The rows of a code: a commune and a part of it may have the same. */
  rows(code: string): readonly Row[] {
    const found: Row[] = [];
    for (const [from, to] of this.#runs)
      for (
        let place = this.#firstFrom(code, from, to);
        place < to && this.#codeAt(place) === code;
        place = this.#end(place) + 1
      )
        found.push(this.#row(place));
    return found;
  }

  /** The rows whose line holds a text, in the order of the file. */
  *holding(text: string): Generator<Row> {
    for (let at = this.#text.indexOf(text); at >= 0; ) {
      const place = this.#text.lastIndexOf('\n', at) + 1;
      const end = this.#end(place);
      yield this.#read(place, end);
      at = this.#text.indexOf(text, end);
    }
  }

  /** What stands behind each mark, so many characters, and so many before it. */
  *beside(
    mark: string,
    before: number,
    behind: number,
  ): Generator<readonly [before: string, behind: string]> {
    for (let at = this.#text.indexOf(mark); at >= 0; at = this.#text.indexOf(mark, at + mark.length)) {
      const from = at + mark.length;
      yield [this.#text.slice(at - before, at), this.#text.slice(from, from + behind)];
    }
  }

  /** The texts between a mark and the next quote, of each line that holds another text too. */
  *texts(mark: string, held: string): Generator<string> {
    for (let at = this.#text.indexOf(held); at >= 0; ) {
      const place = this.#text.lastIndexOf('\n', at) + 1;
      const from = this.#text.indexOf(mark, place) + mark.length;
      yield decoded(this.#text.slice(from, this.#text.indexOf('"', from)));
      at = this.#text.indexOf(held, this.#end(place));
    }
  }

  /** Where the first row of a run begins that has this code or a greater one; the end of the run when none has. */
  #firstFrom(code: string, from: number, to: number): number {
    let [least, most] = [from, to];
    while (least < most) {
      const place = this.#text.lastIndexOf('\n', Math.floor((least + most) / 2) - 1) + 1;
      if (this.#codeAt(place) < code) least = this.#end(place) + 1;
      else most = place;
    }
    return least;
  }

  #codeAt(place: number): string {
    const from = place + beforeCode;
    return this.#text.slice(from, this.#text.indexOf('"', from));
  }

  #end(place: number): number {
    const end = this.#text.indexOf('\n', place);
    return end < 0 ? this.#text.length : end;
  }

  #row(place: number): Row {
    return this.#read(place, this.#end(place));
  }

  #read(place: number, end: number): Row {
    const line = decoded(this.#text.slice(place, end));
    return JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as Row;
  }
}

/** Most texts are plain; a text of only such bytes is the same in both. */
const decoded = (bytes: string): string =>
  /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
