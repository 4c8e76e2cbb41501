/** The pieces of a JSON Schema by which a value is made. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** What the product asks for by a pattern: identifiers, codes, days, pseudonyms, digests. */
const texts = [
  'Anor',
  '200043404',
  '59012',
  'caf-59',
  '2026-01-12',
  'cc-01',
  '2026',
  '2026-01',
  '20004340400019',
  'a'.repeat(64),
];

/** The smallest value that a schema accepts, as far as it says so; what only the program knows may still be refused. */
export function sampleOf(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [one] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (one) return sampleOf(one);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'string') return sampleText(schema);
  if (type === 'integer' || type === 'number')
    return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1, 1);
  if (type === 'boolean') return true;
  if (type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]),
  );
}

function sampleText({ format, pattern, minLength = 0 }: Schema): string {
  if (format === 'uuid') return '0190f0a0-0000-7000-8000-000000000077';
  if (format === 'date') return '2026-01-12';
  if (format === 'date-time') return '2026-01-12T10:00:00Z';
  const fits = (text: string) =>
    text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  return texts.find(fits) ?? 'a'.repeat(Math.max(minLength, 3));
}
