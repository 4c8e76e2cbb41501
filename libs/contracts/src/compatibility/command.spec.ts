import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { catalogue } from '../catalogue.js';
import { type AnyEventDefinition, defineEvent, type Upcaster } from '../define-event.js';
import { contractsFolder } from '../schemas/golden.js';
import { contractsCommand } from './command.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A copy of what is committed, to work on. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ctg-contracts-'));
  folders.push(folder);
  for (const set of ['golden', 'released']) {
    cpSync(join(contractsFolder, set), join(folder, set), { recursive: true });
  }
  return folder;
}

function run(word: string, folder: string, definitions: readonly AnyEventDefinition[] = catalogue) {
  const lines: string[] = [];
  const code = contractsCommand([word], { definitions, folder, say: (line) => lines.push(line) });
  return { code, said: lines.join('\n') };
}

const replaced = (event: AnyEventDefinition): readonly AnyEventDefinition[] =>
  catalogue.map((each) => (each.type === event.type ? event : each));

const renamed = { type: 'partners.OrganisationRenamed', title: 'Organisation renommée' } as const;
const v1 = z.object({ organisation: z.string(), name: z.string().min(1).max(300) });

test('what is committed passes', () => {
  expect(
    contractsCommand(['check'], { definitions: catalogue, folder: contractsFolder, say: () => {} }),
  ).toBe(0);
});

test('a seeded breaking change fails check and release, and releases nothing', () => {
  const folder = copy();
  const broken = replaced(defineEvent({ ...renamed, schema: z.object({ organisation: z.string() }) }));
  const released = join(folder, 'released', renamed.type, '1.json');
  const before = readFileSync(released, 'utf8');
  for (const word of ['check', 'release']) {
    const { code, said } = run(word, folder, broken);
    expect(code).toBe(1);
    expect(said).toContain(`${renamed.type} version 1, name: remove a required field is forbidden`);
  }
  expect(readFileSync(released, 'utf8')).toBe(before);
});

test('an event that is no longer there fails', () => {
  const { code, said } = run(
    'check',
    copy(),
    catalogue.filter(({ type }) => type !== renamed.type),
  );
  expect(code).toBe(1);
  expect(said).toContain('remove an event that was released is forbidden');
});

test('a golden file that was touched fails', () => {
  const folder = copy();
  const golden = join(folder, 'golden', renamed.type, '1.json');
  writeFileSync(golden, readFileSync(golden, 'utf8').replace('Sud-Avesnois', 'Nord-Avesnois'));
  const { code, said } = run('check', folder);
  expect(code).toBe(1);
  expect(said).toContain(`golden/${renamed.type}/1.json is not the file that was released`);
});

test('an allowed change must be released, keeps the form before, and then passes', () => {
  const folder = copy();
  const more = replaced(defineEvent({ ...renamed, schema: v1.extend({ acronym: z.string().optional() }) }));
  expect(run('check', folder, more)).toMatchObject({ code: 1, said: expect.stringContaining('-- release') });
  expect(run('release', folder, more).code).toBe(0);
  expect(run('check', folder, more).code).toBe(0);
  const { forms } = JSON.parse(readFileSync(join(folder, 'released', renamed.type, '1.json'), 'utf8'));
  expect(forms).toHaveLength(2);
});

const v2 = v1.extend({ renamedBy: z.string() });
const second = (upcasters: Readonly<Record<number, Upcaster>>) =>
  replaced(defineEvent({ ...renamed, version: 2, schema: v2, earlierSchemas: { 1: v1 }, upcasters }));

test('a new version needs its golden file and an upcaster that fills what the old one lacks', () => {
  const folder = copy();
  const good = second({ 1: (data) => ({ ...data, renamedBy: 'inconnu' }) });
  expect(run('release', folder, good).said).toContain('a version without its golden file is forbidden');
  const golden = { organisation: '200043404', name: 'Sud-Avesnois', renamedBy: '215902495' };
  writeFileSync(join(folder, 'golden', renamed.type, '2.json'), JSON.stringify(golden));
  expect(run('release', folder, second({})).said).toContain('without an upcaster');
  expect(run('release', folder, second({ 1: (data) => data })).said).toContain('after its upcasters');
  expect(existsSync(join(folder, 'released', renamed.type, '2.json'))).toBe(false);
  expect(run('release', folder, good).code).toBe(0);
  expect(readdirSync(join(folder, 'released', renamed.type))).toEqual(['1.json', '2.json']);
  expect(run('check', folder, good).code).toBe(0);
});

test('another word is answered with what to type', () => {
  expect(run('chek', contractsFolder)).toEqual({ code: 2, said: expect.stringContaining('-- check') });
});
