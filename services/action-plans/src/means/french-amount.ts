/** A text that is one amount and nothing else: digits, their separators, a currency. */
const amount = /^([-+]?[\d\s.,'’]*\d[\d\s.,'’]*)(k|m)?\s*(€|euros?|eur)?$/i;
/** Thousands parted by spaces, or not at all; decimals after a comma or a point. */
const figures = /^[-+]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?$/;

const factors: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };

/**
 * Reads money as French people write it: `12 000 €` with spaces of any kind, `1 234,50`, `12 k€`, `1,5 M€`, `EUR`.
 * Returns euros; `'words'` for a text that is no single amount; undefined for one that looks like an amount but could be
 * two different ones (`12,000`, `1.234.567`), which must not be guessed.
 */
export function readAmount(text: string): number | 'words' | undefined {
  const plain = text.replace(/\s/gu, ' ').replace(/ +/g, ' ').trim();
  const found = amount.exec(plain);
  if (!found) return 'words';
  const [, written = '', scale, currency] = found;
  // `12 k` or `3 M` may be anything; `12 k€` is money.
  if (scale !== undefined && currency === undefined) return 'words';
  const number = written.trim();
  const decimals = figures.exec(number)?.[1];
  if (!figures.test(number)) return undefined;
  // Three digits after the mark are thousands to an English reader; with a scale they are decimals to everybody.
  if (decimals !== undefined && decimals.length > 2 && scale === undefined) return undefined;
  const euros =
    Number(number.replaceAll(' ', '').replace(',', '.')) * (factors[scale?.toLowerCase() ?? ''] ?? 1);
  return Math.round(euros * 100) / 100;
}
