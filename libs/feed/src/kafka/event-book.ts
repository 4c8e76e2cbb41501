/** Bits of a mark. */
const [foreign, met] = [1, 2];

/** Events of the store in their order: a position, a checksum and a mark of each, 13 bytes; positions may be far apart. */
export class EventBook {
  #positions = new Float64Array(1_024);
  #checksums = new Uint32Array(1_024);
  #marks = new Uint8Array(1_024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(position: bigint, checksum: number, isOurs: boolean): void {
    if (this.#size === this.#marks.length) this.#grow();
    this.#positions[this.#size] = Number(position);
    this.#checksums[this.#size] = checksum;
    this.#marks[this.#size] = isOurs ? 0 : foreign;
    this.#size++;
  }

  /** Index of the event at just this position. */
  find(position: bigint): number | undefined {
    const wanted = Number(position);
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#positions[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.#size && this.#positions[low] === wanted ? low : undefined;
  }

  checksum(at: number): number {
    return this.#checksums[at] ?? 0;
  }

  /** Whether somebody else wrote it. */
  isForeign(at: number): boolean {
    return ((this.#marks[at] ?? 0) & foreign) !== 0;
  }

  /** False when it was met before. */
  meet(at: number): boolean {
    const mark = this.#marks[at] ?? 0;
    this.#marks[at] = mark | met;
    return (mark & met) === 0;
  }

  /** How many were never met, and where the first of them stand. */
  unmet(mostNamed: number): { readonly count: number; readonly first: readonly string[] } {
    const first: string[] = [];
    let count = 0;
    for (let at = 0; at < this.#size; at++) {
      if (((this.#marks[at] ?? 0) & met) !== 0) continue;
      if (++count <= mostNamed) first.push(String(this.#positions[at]));
    }
    return { count, first };
  }

  #grow(): void {
    const size = this.#marks.length * 2;
    const grown = [new Float64Array(size), new Uint32Array(size), new Uint8Array(size)] as const;
    grown[0].set(this.#positions);
    grown[1].set(this.#checksums);
    grown[2].set(this.#marks);
    [this.#positions, this.#checksums, this.#marks] = grown;
  }
}
