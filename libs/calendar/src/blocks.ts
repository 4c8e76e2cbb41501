/**
 * Days on end, cut into blocks of months, so that what holds on a day is looked up and not searched: a span stands in a few blocks, a
 * month lies in one block of each size, and the two have exactly one block in common where the span touches the month.
 */
const sizes = [1, 2, 4, 8, 16, 32, 64, 128];
const largest = 128;
/** Of spans without an end, or so long that they would be many blocks. */
const long = 'long';

/** The blocks of a span, at most sixteen; without `until` it has no end. */
export function blocksOfSpan(from: string, until?: string): readonly string[] {
  const last = until === undefined ? Number.POSITIVE_INFINITY : monthOf(until);
  const blocks: string[] = [];
  if (last - monthOf(from) >= 2 * largest) return [long];
  for (let month = monthOf(from); month <= last; ) {
    let size = 1;
    while (size < largest && month % (2 * size) === 0 && month + 2 * size - 1 <= last) size *= 2;
    blocks.push(block(size, month));
    month += size;
  }
  return blocks;
}

/** The blocks in which a span stands that holds on a day: in one of them; its first and last days decide within the month. */
export const blocksWith = (day: string): readonly string[] => [
  long,
  ...sizes.map((size) => block(size, monthOf(day))),
];

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const block = (size: number, month: number): string => `${size}:${Math.floor(month / size)}`;
