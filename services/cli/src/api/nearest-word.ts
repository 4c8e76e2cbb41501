/** The known word that looks most like the one written, when it is close enough to be a slip. */
function nearestWord(written: string, known: Iterable<string>): string | undefined {
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    const distance = editDistance(written, word);
    if (!best || distance < best.distance) best = { word, distance };
  }
  return best && best.distance <= Math.max(2, Math.floor(written.length / 2)) ? best.word : undefined;
}

/** Levenshtein: insertions, deletions and replacements of one letter. */
function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}

/** « Voulez-vous dire … ? », or nothing. */
export const suggestion = (written: string, known: Iterable<string>): string => {
  const nearest = nearestWord(written, known);
  return nearest === undefined ? '' : ` Vouliez-vous dire « ${nearest} » ?`;
};
