import { z } from 'zod';
import { exampleOf } from './example.js';
import { refusalsOfCommands } from './problems.js';
import { answerSchema, inputSchema } from './schemas.js';

const shapes: [string, z.ZodType][] = [
  [
    'texts, days, numbers',
    z.strictObject({ title: z.string().max(50), on: z.iso.date(), count: z.int().min(3) }),
  ],
  ['choices', z.object({ kind: z.enum(['a', 'b']), one: z.union([z.literal('x'), z.number()]) })],
  [
    'lists and what may be left out',
    z.object({ items: z.array(z.uuid()).min(2), more: z.boolean().optional() }),
  ],
  ['patterns', z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), commune: z.string().regex(/^\d{5}$/) })],
  ['an example of its own', z.looseObject({ id: z.string() }).meta({ examples: [{ id: 'x', more: 1 }] })],
  ['bounds', z.object({ share: z.number().min(0).max(0.5), some: z.number().positive() })],
];

test.each(shapes)('an example is what its schema accepts: %s', (_, shape) => {
  expect(shape.safeParse(exampleOf(inputSchema(shape)))).toMatchObject({ success: true });
  expect(shape.safeParse(exampleOf(answerSchema(shape)))).toMatchObject({ success: true });
});

test('a route names its own refusals by status, beside those that any may meet', () => {
  const own = refusalsOfCommands([['409 already-signed', 'Cette organisation a déjà signé.']]);
  expect(own['404']).toEqual({ $ref: '#/components/responses/Problem404' });
  expect(own['409']).toMatchObject({
    description: expect.stringMatching(/: already-signed \(et comme partout .*revision-conflict/),
    content: {
      'application/problem+json': {
        examples: {
          'already-signed': {
            value: {
              type: '/problems/already-signed',
              title: 'Cette organisation a déjà signé.',
              status: 409,
            },
          },
        },
      },
    },
  });
});
