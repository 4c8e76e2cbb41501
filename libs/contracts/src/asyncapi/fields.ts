import type { JsonSchema } from '../schemas/json-schema.js';

/** One field of an event's data, for a reader. */
export interface Field {
  /** `territory.communes[]`. */
  readonly path: string;
  /** French. */
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** The fields of a schema; those of an object or of a list's objects follow with their path. */
export function fieldsOf(schema: JsonSchema, prefix = ''): readonly Field[] {
  const required = (schema.required ?? []) as readonly string[];
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const items = field.items as JsonSchema | undefined;
    return [
      {
        path,
        type: typeOf(field),
        required: required.includes(name),
        description: String(field.description ?? ''),
      },
      ...fieldsOf(items ?? field, `${path}${items ? '[]' : ''}.`),
    ];
  });
}

const names: Record<string, string> = {
  string: 'texte',
  number: 'nombre',
  integer: 'nombre entier',
  boolean: 'vrai ou faux',
  object: 'groupe de champs',
  null: 'rien',
};

const formats: Record<string, string> = { uuid: 'UUID', date: 'date AAAA-MM-JJ' };

function typeOf(schema: JsonSchema): string {
  const { type, format, items, maxLength } = schema;
  const values = schema.enum as readonly unknown[] | undefined;
  const variants = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (values) return values.join(' / ');
  if (variants) return variants.map(typeOf).join(' ou ');
  if (type === 'array') return `liste de : ${typeOf((items ?? {}) as JsonSchema)}`;
  if (typeof format === 'string' && formats[format]) return formats[format];
  const size = maxLength === undefined ? '' : ` (${maxLength} au plus)`;
  return `${names[String(type)] ?? 'valeur'}${size}`;
}
