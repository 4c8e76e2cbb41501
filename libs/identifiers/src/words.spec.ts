import { motive, reference, shortText, text, title } from './index.js';

test('the same words are one text, however a machine composes them', () => {
  const composed = 'Fête de l’été à Fourmies';
  expect(title.parse(composed.normalize('NFD'))).toBe(composed);
  expect(text.parse(`  ${composed.normalize('NFD')}\n`)).toBe(composed);
});

test('length is counted on the text that is kept', () => {
  const accented = 'é'.repeat(100);
  expect(reference.parse(accented.normalize('NFD'))).toBe(accented);
  expect(reference.safeParse(`${accented}é`).success).toBe(false);
});

test.each([
  ['\uFFFDcole d\uFFFDt\uFFFD', 'au 1er rang', 'remplacé'],
  ['Anor\u200B', 'au 5e rang, après « Anor »', 'invisible (U+200B)'],
  ['\u202Efdp.exe', 'au 1er rang', 'sens de lecture (U+202E)'],
  ['deux\u2028lignes', 'après « deux »', 'fin de ligne (U+2028)'],
  ['deux\nlignes', 'après « deux »', 'fin de ligne'],
  ['nul\u0000', 'après « nul »', 'contrôle (U+0000)'],
  ['c\u00ADésure', 'après « c »', 'invisible (U+00AD)'],
  ['privé \uE000', 'après « privé »', 'U+E000'],
])('%j is refused with the place and the character', (given, place, character) => {
  for (const schema of [title, shortText, reference, motive]) {
    const message = schema.safeParse(given).error?.issues[0]?.message;
    expect(message).toContain(place);
    expect(message).toContain(character);
  }
});

test('what people write passes: typographic spaces, apostrophes, quotes, signs, other scripts, emoji', () => {
  for (const given of [
    'L’écluse « à 50 % » — « 12 000 € »',
    'Œuvre & cœur d’Ayherre / Aiherra',
    'Famille 👨‍👩‍👧, ❤️',
    'ព្រះរាជា · العربية · 中文',
  ])
    expect(title.parse(given)).toBe(given);
});

test('several lines keep their ends and their tabs, and nothing else of the kind', () => {
  expect(text.parse('un\n\tdeux\r\ntrois')).toBe('un\n\tdeux\r\ntrois');
  expect(text.safeParse('un\u2029deux').success).toBe(false);
  expect(text.safeParse('un\u0085deux').success).toBe(false);
  expect(text.safeParse('un\u0007deux').success).toBe(false);
});
