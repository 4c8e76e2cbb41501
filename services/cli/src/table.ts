/** A column: its heading, and the most signs of a line of it; longer texts go on below. */
export interface Column {
  readonly title: string;
  readonly width: number;
  /** Figures stand at the right. */
  readonly right?: boolean;
}

/** What is not known, or is not there. */
const hole = '—';

/** A table for people: columns as wide as what they hold, aligned, long texts on several lines, holes as « — ». */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const wrapped = rows.map((row) => columns.map(({ width }, at) => lines(row[at] || hole, width)));
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...wrapped.flatMap((row) => (row[at] ?? []).map(({ length }) => length))),
  );
  const line = (cells: readonly (string | undefined)[]) =>
    columns
      .map(({ right }, at) => {
        const cell = cells[at] ?? '';
        const width = widths[at] ?? 0;
        return right ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '─'.repeat(width))),
    ...wrapped.flatMap((row) => {
      const height = Math.max(...row.map(({ length }) => length));
      return Array.from({ length: height }, (_, at) => line(row.map((cell) => cell[at])));
    }),
  ];
}

/** A text in lines of so many signs at most, cut between words where there are any; its own line breaks stay. */
function lines(text: string, width: number): readonly string[] {
  return kept(text)
    .split('\n')
    .flatMap((paragraph) => {
      const made: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ').flatMap((one) => pieces(one, width))) {
        if (line !== '' && line.length + 1 + word.length > width) {
          made.push(line);
          line = word;
        } else line = line === '' ? word : `${line} ${word}`;
      }
      return [...made, line].map((one) => one.replaceAll(narrow, ' '));
    });
}

const narrow = '\u00a0';

/** French signs stay with the word that they belong to. */
const kept = (text: string): string => text.replace(/« /g, `«${narrow}`).replace(/ (?=[»:;?!%€])/g, narrow);

const pieces = (word: string, width: number): readonly string[] =>
  word.length <= width
    ? [word]
    : Array.from({ length: Math.ceil(word.length / width) }, (_, at) =>
        word.slice(at * width, (at + 1) * width),
      );
