import { readFileSync } from 'node:fs';
import specs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { catalogue } from '../catalogue.js';
import { publishedSchemas } from '../schemas/index.js';
import { asyncApiDocument, asyncApiPage, eventsPage } from './index.js';

const committed = parse(readFileSync(new URL('../../../../docs/asyncapi.yaml', import.meta.url), 'utf8'));

const official = () => {
  const ajv = new Ajv({ strict: false, meta: false });
  formats.default(ajv);
  return ajv.compile(specs.schemas['3.0.0'] as object);
};

test('docs/asyncapi.yaml is a valid AsyncAPI 3.0 document by the official schema', () => {
  const validate = official();
  expect(validate(committed) || validate.errors).toBe(true);
});

test('the official schema refuses a document that is none', () => {
  const validate = official();
  expect(validate({ ...committed, channels: { partners: { address: 7 } } })).toBe(false);
  const messages = { 'partners.Nothing.v1': { payload: { type: 'no-such-type' } } };
  expect(validate({ ...committed, components: { ...committed.components, messages } })).toBe(false);
});

test('docs/asyncapi.yaml says what the definitions say', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(committed).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  expect(references.length).toBeGreaterThan(catalogue.length);
  for (const path of references) {
    const found = path.split('/').reduce((at, name) => at?.[name], committed);
    expect([path, typeof found]).toEqual([path, 'object']);
  }
});

test('every version of every event is on exactly one topic', () => {
  const channels = Object.values(committed.channels) as { address: string; messages: object }[];
  expect(channels.map(({ address }) => address)).toEqual([
    'ctg.partners.v1',
    'ctg.diagnostics.v1',
    'ctg.action-plans.v1',
    'ctg.evaluation.v1',
  ]);
  const named = channels.flatMap(({ messages }) => Object.keys(messages)).sort();
  expect(named).toEqual(
    publishedSchemas()
      .map(({ type, version }) => `${type}.v${version}`)
      .sort(),
  );
});

test('the page is whole in itself and names every event with its title and its schema', () => {
  const page = asyncApiPage();
  for (const { type, version, title } of catalogue) {
    expect(page).toContain(`<h3 id="${type}">${title}</h3>`);
    expect(page).toContain(`href="/schemas/${type}/${version}"`);
  }
  expect(page).not.toMatch(/<script|<link|src=|https?:/);
});

test('the catalogue of events names every field of an event, those of lists too', () => {
  expect(eventsPage()).toContain('`attendees[].organisation`');
  for (const { type } of catalogue) expect(eventsPage()).toContain(`### \`${type}\``);
});
