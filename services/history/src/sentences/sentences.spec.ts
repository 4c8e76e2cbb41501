import { isDeepStrictEqual } from 'node:util';
import { catalogue, isCorrection, type PublishedEvent } from '@ctg/contracts';
import { goldensOf, jsonSchemaOf } from '@ctg/contracts/schemas';
import { fieldWords, valueWords } from '@ctg/convention/words';
import { type NameRow, names } from '../names/name-row.js';
import { Names } from '../names/names.js';
import { sentenceOf } from './sentence.js';

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const conventionId = '0190f0a0-0000-7000-8000-000000000001';

/** Every kind of event but corrections, each as its golden files have it. */
const told = catalogue
  .filter(({ type }) => !isCorrection(type))
  .flatMap(({ type, version }) =>
    goldensOf(type, version).map(({ file, data }) => ({ name: `${type} ${file}`, type, version, data })),
  );

const event = (type: string, data: object) =>
  ({ type, data, occurredOn: '2026-03-12', cafId: 'caf-59', conventionId }) as unknown as PublishedEvent;

/** What the golden files call their things, and what only other events of the same convention would have named. */
function namesOfAll(): Names {
  const rows = new Map<string, NameRow>();
  for (const { type, data } of told) {
    const one = event(type, data);
    for (const key of names.keys(one)) {
      const row = names.apply(rows.get(key), one, key);
      if (row) rows.set(key, row);
    }
  }
  const known = new Map([...rows.values()].map((row) => [row.id, row]));
  const named = (id: string) => known.get(id) ?? { id, label: 'Nom connu', kind: '' };
  const ids = new Set(
    told.flatMap(
      ({ data }) => JSON.stringify(data).match(new RegExp(`${uuid}|(?<=")\\d{9}(?=")`, 'g')) ?? [],
    ),
  );
  return new Names([...ids].map(named));
}

const known = namesOfAll();

const schemas = catalogue.map(({ type, version }) => jsonSchemaOf(type, version));

/** Codes that are no French words. */
const codes = [...codesIn(schemas)].filter(
  (code) =>
    !['copil', 'optimise'].includes(code) && !valueWords[code]?.toLowerCase().split(' ').includes(code),
);
const fields = Object.keys(fieldWords).filter((name) => /[a-z][A-Z]/.test(name));

/** What people write as it is: numbers that others gave, an identity that changed. */
const asWritten = ({ receiptNumber, siret, managerSiret }: Readonly<Record<string, unknown>>) =>
  [receiptNumber, siret, managerSiret].filter((one) => typeof one === 'string') as string[];

function expectFrench(sentence: string, data: Readonly<Record<string, unknown>>) {
  const rest = asWritten(data).reduce((text, one) => text.replaceAll(one, 'x'), sentence);
  expect(sentence).toMatch(/^\p{Lu}/u);
  expect(sentence).toMatch(/[^.]\.$/);
  expect(sentence).not.toMatch(/\n|«\s*»|\(\)| {2}/);
  expect(rest).not.toMatch(new RegExp(uuid));
  expect(rest).not.toMatch(/\d{9}/);
  expect(rest).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  expect(rest).not.toMatch(/\b(undefined|null|NaN|true|false|the|of|and|is|has)\b|\[object|[{}]/);
  const words = rest.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  expect(words.filter((word) => codes.includes(word) || fields.includes(word))).toEqual([]);
}

test.each(told)('$name is told in plain French', ({ type, data }) => {
  expectFrench(sentenceOf(event(type, data), known), data);
});

/** That nothing happened is never wrong. */
const facts = told.filter(({ type }) => !type.endsWith('.CommandChangedNothing'));

test.each(facts)(
  '$name annulled, or corrected in any of its fields, is told in plain French',
  ({ type, version, data }) => {
    const before = { version, data, occurredOn: '2026-03-12' };
    const fact = { factId: conventionId, factType: type, factRevision: 3, reason: 'Mal lu', before };
    const service = type.split('.')[0];
    expectFrench(sentenceOf(event(`${service}.FactAnnulled`, fact), known), data);
    const later = { ...before, occurredOn: '2026-03-13', effectiveOn: '2026-04-01' };
    const others = Object.keys(data).map((field) => ({
      ...before,
      data: Object.fromEntries(
        Object.entries(data).map(([name, one]) => [
          name,
          name === field ? (otherCode(type, version, field, one) ?? other(one)) : one,
        ]),
      ),
    }));
    for (const after of [later, ...others].filter((one) => !isDeepStrictEqual(one, before)))
      expectFrench(sentenceOf(event(`${service}.FactCorrected`, { ...fact, after }), known), data);
  },
);

test('each field of an event, and each code in it, has its French word', () => {
  const untold = told.flatMap(({ data }) => Object.keys(data)).filter((name) => !(name in fieldWords));
  expect([...new Set(untold)]).toEqual([]);
  const unsaid = [...codesIn(schemas)].filter((code) => !(code in valueWords));
  expect(unsaid).toEqual([]);
});

test('what people wrote keeps its end, and the sentence is of one line', () => {
  const say = (title: string) =>
    sentenceOf(event('partners.DecisionRecorded', { bodyId: 'b', outcome: 'adopted', title }), known);
  expect(say('Le plan est adopté.')).toMatch(/ : Le plan est adopté\.$/);
  expect(say('Ouvrir le samedi ?')).toMatch(/ : Ouvrir le samedi \?$/);
  expect(say('Une ligne,\n  une autre')).toMatch(/ : Une ligne, une autre\.$/);
});

test('a theme is called by its name, a convention by its title', () => {
  const titled = new Names([{ id: conventionId, label: 'CTG 2031-2035', kind: 'conventionId' }]);
  expect(sentenceOf(event('partners.ConventionRenewed', { newConventionId: conventionId }), titled)).toBe(
    'La convention est renouvelée par « CTG 2031-2035 », liée le 12/03/2026.',
  );
  const officer = { holder: 'cc-01', employer: '1', themes: ['acces-aux-droits', 'sante-mentale'] };
  expect(sentenceOf(event('partners.CooperationOfficerAppointed', officer), titled)).toContain(
    'thèmes : Accès aux droits, sante mentale',
  );
});

/** Another of the codes that a field may hold. */
function otherCode(type: string, version: number, field: string, code: unknown): unknown {
  const { properties } = jsonSchemaOf(type, version) as { properties?: Record<string, { enum?: unknown[] }> };
  return properties?.[field]?.enum?.find((one) => one !== code);
}

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...value, ...value];
  if (typeof value !== 'string') return { ...(value as object), other: 1 };
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return '2027-01-31';
  if (new RegExp(`^(${uuid}|\\d{9})$`).test(value)) return value;
  if (/^[0-9a-f]{64}$/.test(value)) return value.replace(/./g, 'f');
  return `${value} bis`;
}

/** Every code that a schema names, but those of the national list of themes, whose names are shown. */
function codesIn(schema: unknown, name = '', found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null || name === 'nationalTheme') return found;
  const { enum: values } = schema as { enum?: unknown };
  if (Array.isArray(values)) for (const one of values) if (typeof one === 'string') found.add(one);
  for (const [inside, one] of Object.entries(schema)) codesIn(one, inside, found);
  return found;
}
