/** The pieces of a JSON Schema by which an example is made. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

/** Values of the sample convention, by the name of the field. */
const named: Readonly<Record<string, unknown>> = {
  title: 'Accueil du jeune enfant',
  label: 'Petite enfance',
  name: 'CC du Sud-Avesnois',
  reason: 'Relevé sur la délibération',
  organisation: '200043404',
  caf: '900059007',
  commune: '59012',
  cogVintage: 2026,
  year: 2026,
  role: 'caf_adviser',
  service: 'partners',
  position: '1042',
  nextCursor: 'eyJsIjoiLi4uIn0',
  cafId: 'caf-59',
  stream: 'partners.convention-0190f0a0-0000-7000-8000-000000000077',
  type: 'partners.Signed',
  code: 'petite-enfance',
  sentence: 'La commune d’Anor a signé la convention le 15/02/2026.',
  subject: 'p-5f2c1b7e9a3d4c60',
  text: 'Texte libre',
  unit: 'places',
  url: 'https://www.data.gouv.fr',
};

/** Days and ids, by what fields of them are called. */
const called: readonly (readonly [name: RegExp, value: string])[] = [
  [/(On|[dD]ay|Until)$/, '2026-01-12'],
  [/At$/, '2026-01-12T10:00:00Z'],
  [/(^id|Id)$/, '0190f0a0-0000-7000-8000-000000000077'],
  [/^(siren|epci)$/, '200043404'],
];

/** What the product asks for by a pattern: identifiers, codes, days, pseudonyms, digests, cursors. */
const texts = [
  'Anor',
  '200043404',
  '59012',
  'caf-59',
  '2026-01-12',
  'petite-enfance',
  '2026',
  '2026-01',
  '20004340400019',
  '1042',
  'partners.Signed',
  'a'.repeat(64),
];

/** One that is right everywhere: a value that the schema of what is sent or answered accepts, each field given. */
export function exampleOf(schema: object, field = ''): unknown {
  const one = schema as Schema;
  if ('const' in one) return one.const;
  if (one.examples) return one.examples[0];
  if (one.enum) return one.enum[0];
  if ('default' in one) return one.default;
  const likely = named[field] ?? called.find(([name]) => name.test(field))?.[1];
  if (likely !== undefined && accepts(one, likely)) return likely;
  const [first] = one.anyOf ?? one.oneOf ?? [];
  if (first) return exampleOf(first, field);
  if (one.allOf) return Object.assign({}, ...one.allOf.map((part) => exampleOf(part, field)));
  const type = Array.isArray(one.type) ? one.type[0] : one.type;
  if (type === 'string') return exampleText(one);
  if (type === 'integer' || type === 'number') return exampleNumber(one);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'array')
    return Array.from({ length: Math.max(one.minItems ?? 1, 1) }, () =>
      exampleOf(one.items ?? {}, field.replace(/s$/, '')),
    );
  return Object.fromEntries(
    Object.entries(one.properties ?? {}).map(([name, property]) => [name, exampleOf(property, name)]),
  );
}

function accepts(schema: Schema, value: unknown): boolean {
  const types = [schema.type].flat();
  if (typeof value === 'number')
    return types.some((type) => type === 'integer' || type === 'number') && inRange(schema, value);
  return typeof value === 'string' && types.includes('string') && !schema.format && fits(schema, value);
}

const inRange = ({ minimum = -Infinity, maximum = Infinity }: Schema, value: number) =>
  value >= minimum && value <= maximum;

const fits = ({ pattern, minLength = 0, maxLength = Infinity }: Schema, text: string) =>
  text.length >= minLength &&
  text.length <= maxLength &&
  (pattern === undefined || new RegExp(pattern, 'u').test(text));

function exampleNumber({ minimum, exclusiveMinimum, maximum }: Schema): number {
  const least = Math.max(minimum ?? 0, (exclusiveMinimum ?? -1) + 1, 1);
  return maximum === undefined ? least : Math.min(least, maximum);
}

function exampleText(schema: Schema): string {
  const { format, minLength = 0 } = schema;
  if (format === 'uuid') return '0190f0a0-0000-7000-8000-000000000077';
  if (format === 'date') return '2026-01-12';
  if (format === 'date-time') return '2026-01-12T10:00:00Z';
  return texts.find((text) => fits(schema, text)) ?? 'a'.repeat(Math.max(minLength, 3));
}
