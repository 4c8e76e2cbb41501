/** « Le conseil » at the head of a sentence, of a line, of a cell. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
