/** The characters of bytes 0x80 to 0x9F in Windows-1252; a space stands where there is none. */
const between = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * Reads Windows-1252, of which Node's own decoder makes Latin-1: it leaves the apostrophe, the œ and the € of French texts
 * as control characters. Undefined when a byte is no character of it.
 */
export function fromWindows1252(bytes: Uint8Array): string | undefined {
  let isWhole = true;
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => {
      const character = between[control.charCodeAt(0) - 0x80] ?? ' ';
      isWhole &&= character !== ' ';
      return character;
    });
  return isWhole ? text : undefined;
}
