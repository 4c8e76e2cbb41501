import { z } from 'zod';

/** The JSON Schema of what a caller sends. */
export const inputSchema = (schema: z.ZodType): object => without$schema(schema, 'input');

/** The JSON Schema of what is answered. It forbids no further field: what is added one day breaks nobody. */
export const answerSchema = (schema: z.ZodType): object => without$schema(schema, 'output');

function without$schema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ jsonSchema }) {
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}
