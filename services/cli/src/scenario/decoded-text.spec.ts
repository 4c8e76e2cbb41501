import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliFailure } from '../failure.js';
import { decodedText } from './decoded-text.js';
import { readScenario } from './read-scenario.js';
import { asTyped } from './request.js';
import { ScenarioSource } from './source.js';

const text = 'title: École d’été\nsteps:\n  - note: déjà\n';
const latin = Buffer.from('title: Ecole\nnote: d\xe9j\xe0\n', 'latin1');

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CliFailure) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
};

test('UTF-8 is read, with its mark and without', () => {
  expect(decodedText('f', Buffer.from(text))).toBe(text);
  expect(decodedText('f', Buffer.from(`\uFEFF${text}`))).toBe(text);
});

test('another encoding is refused with the line and what it seems to be, or read when it is asked for', () => {
  const said = refusal(() => decodedText('vie.yaml', latin));
  expect(said).toContain('vie.yaml:2');
  expect(said).toContain('--encoding windows-1252');
  expect(decodedText('vie.yaml', latin, 'windows-1252')).toContain('note: déjà');
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
  expect(refusal(() => decodedText('vie.yaml', wide))).toContain('--encoding utf-16le');
  expect(decodedText('vie.yaml', wide, 'utf-16le')).toBe(text);
  expect(refusal(() => decodedText('vie.yaml', latin, 'ebcdic'))).toContain('n’est pas connu');
});

test.each([
  [
    'windows-1252',
    [0x80, 0x85, 0x8c, 0x91, 0x92, 0x93, 0x94, 0x96, 0x9c, 0x9f, 0xa0, 0xe9, 0xff],
    '€…Œ‘’“”–œŸ\u00a0éÿ',
  ],
  ['iso-8859-15', [0xa4, 0xbd, 0xe9], '€œé'],
  ['macintosh', [0xd5, 0xcf, 0x8e], '’œé'],
])('what a French text holds is read in %s', (encoding, bytes, expected) => {
  expect(decodedText('f', Uint8Array.from(bytes), encoding)).toBe(expected);
});

test('a byte that is no character of Windows-1252 is refused with its line', () => {
  const broken = Buffer.from('title: x\nnote: \x81\n', 'latin1');
  expect(refusal(() => decodedText('f', broken, 'windows-1252'))).toContain('f:2');
});

test('a file that was damaged before is refused, with the place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-scenario-'));
  const file = join(folder, 'vie.yaml');
  writeFileSync(file, 'title: \uFFFDcole\n');
  expect(refusal(() => readScenario(ScenarioSource.read(file)))).toMatch(
    /vie\.yaml:1:8 : Caractère interdit.*U\+FFFD/,
  );
  rmSync(folder, { recursive: true });
});

test('the type of the field decides, never the look of the digits', () => {
  const schema = {
    properties: {
      number: { type: 'string' },
      value: { type: 'number' },
      year: { type: 'integer' },
      code: { type: 'string' },
      hash: { type: 'string' },
      amount: { anyOf: [{ type: 'number' }, { type: 'string' }] },
      codes: { type: 'array', items: { type: 'string' } },
    },
  };
  const hash = '1'.repeat(64);
  const source = new ScenarioSource(
    'f',
    `number: 2.10\nvalue: 123456789\nyear: 2026\ncode: 01004\nhash: ${hash}\namount: 12000.50\ncodes: [59249, 01004, 215902495]\n`,
  );
  expect(asTyped(source.value, schema)).toEqual({
    number: '2.10',
    value: 123_456_789,
    year: 2026,
    code: '01004',
    hash,
    amount: 12_000.5,
    codes: ['59249', '01004', '215902495'],
  });
});
