/** Money as it was told: « 8 000 € », « 8 000 € + 1 non chiffré », « non chiffré (2) »; nothing told is nothing, never 0. */
export function inEuros({ told, untold }: { readonly told?: number; readonly untold: number }): string {
  if (told === undefined) return untold === 0 ? '' : `non chiffré (${untold})`;
  const figure = told.toLocaleString('fr-FR', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: Number.isInteger(told) ? 0 : 2,
  });
  // One kind of space in what people copy and search.
  const plain = figure.replaceAll(/[\u00a0\u202f]/g, ' ');
  return untold === 0 ? plain : `${plain} + ${untold} non chiffré${untold > 1 ? 's' : ''}`;
}
