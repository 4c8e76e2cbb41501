import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { catalogue } from '../catalogue.js';
import { readReleased } from '../compatibility/released-set.js';
import { contractsFolder, goldensOf } from './golden.js';
import { jsonSchemaOf, publishedSchemas } from './index.js';

const all = publishedSchemas().map(({ type, version }) => ({ type, version }));

const validatorOf = (type: string, version: number) => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv);
  return ajv.compile(jsonSchemaOf(type, version) as object);
};

test.each(all)(
  '$type version $version: its JSON Schema reads its golden files, and ignores a new field',
  (one) => {
    const { type, version } = one;
    const reads = validatorOf(type, version);
    const goldens = goldensOf(type, version);
    expect(goldens.map(({ file }) => file)).toContain(`${version}.json`);
    for (const { data } of goldens) {
      expect(reads(data) || reads.errors).toBe(true);
      expect(reads({ ...data, fieldOfALaterYear: 1 })).toBe(true);
    }
  },
);

test.each(all)(
  '$type version $version: a missing required field is refused, an optional one is shown',
  (one) => {
    const { type, version } = one;
    const reads = validatorOf(type, version);
    const { required = [], properties = {} } = jsonSchemaOf(type, version) as {
      required?: string[];
      properties?: object;
    };
    const [full] = goldensOf(type, version);
    expect(Object.keys(full?.data ?? {}).sort()).toEqual(Object.keys(properties).sort());
    for (const field of required) {
      const { [field]: _left, ...rest } = full?.data ?? {};
      expect(reads(rest)).toBe(false);
    }
  },
);

test('a schema is named by the path it is served at, and is the same each time', () => {
  const schema = jsonSchemaOf('partners.ConventionOpened', 1);
  expect(schema?.$id).toBe('/schemas/partners.ConventionOpened/1');
  expect(JSON.stringify(jsonSchemaOf('partners.ConventionOpened', 1))).toBe(JSON.stringify(schema));
  expect(schema?.properties).toMatchObject({ effectOn: { type: 'string', format: 'date' } });
});

test.each([
  ['partners.Nothing', 1],
  ['partners.ConventionOpened', 2],
  ['partners.ConventionOpened', 0],
  ['partners.ConventionOpened', Number.NaN],
])('%s version %s has no schema', (type, version) => {
  expect(jsonSchemaOf(type, version)).toBeUndefined();
});

test('what is listed is every event, and everything ever released', () => {
  expect(new Set(all.map(({ type }) => type))).toEqual(new Set(catalogue.map(({ type }) => type)));
  expect(all).toEqual(
    expect.arrayContaining(readReleased(contractsFolder).map(({ type, version }) => ({ type, version }))),
  );
});
