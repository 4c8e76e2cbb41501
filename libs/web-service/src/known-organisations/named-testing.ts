import type { Actor } from '@ctg/access';
import type { AnyCommand } from '@ctg/decider';
import { organisationId, siret } from '@ctg/identifiers';
import type { z } from 'zod';
import type { ServiceDefinition } from '../service-definition.js';

/** A number with a right key that nobody registers in these tests, and an establishment of it. */
export const nobody = '552081317';
export const nobodysEstablishment = '55208131766522';

/** As much of an `HttpScene` as is needed. */
interface Scene {
  readonly definition: Pick<ServiceDefinition, 'commands'>;
  readonly people: Readonly<Record<string, Actor>>;
  post(
    path: string,
    body: object,
    as: string,
  ): PromiseLike<{ status: number; body: Record<string, unknown> }>;
}

/** A command that names organisations, as it is sent. */
export interface Naming {
  readonly command: AnyCommand;
  readonly body: Readonly<Record<string, unknown>>;
  /** For each field that names organisations: a value that names `nobody`. */
  readonly nobody: Readonly<Record<string, unknown>>;
}

/** What stands for an organisation, by the definition that every use of a schema shares with it. */
const numbers = [organisationId, siret].map((schema) => (schema as unknown as z.core.$ZodType)._zod.def);

/** Whether a schema holds the number of an organisation, at any depth. */
function holdsNumber(schema: z.core.$ZodType): boolean {
  const def = schema._zod.def as z.core.$ZodTypeDef & {
    readonly innerType?: z.core.$ZodType;
    readonly element?: z.core.$ZodType;
    readonly in?: z.core.$ZodType;
    readonly options?: readonly z.core.$ZodType[];
    readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  };
  if (numbers.includes(def)) return true;
  const inner = [
    def.innerType,
    def.element,
    def.in,
    ...(def.options ?? []),
    ...Object.values(def.shape ?? {}),
  ];
  return inner.some((one) => one !== undefined && holdsNumber(one));
}

/**
 * Holds every command of a service to it that whom it names is registered: each field that names an organisation is in
 * the table, or says `otherwise` how it is kept from naming nobody.
 * @param scene with a convention that those who may send the commands have a right to
 * @param otherwise by `command.field`
 */
export function namesOnlyRegistered(
  scene: Scene,
  conventionId: string,
  table: readonly Naming[],
  otherwise: Readonly<Record<string, string>> = {},
): void {
  test('every field that names an organisation is checked', () => {
    const fields = scene.definition.commands.flatMap(({ name, body }) =>
      Object.entries((body as unknown as z.ZodObject).shape)
        .filter(([, schema]) => holdsNumber(schema))
        .map(([field]) => `${name}.${field}`),
    );
    const checked = table.flatMap(({ command, nobody: fields }) =>
      Object.keys(fields).map((field) => `${command.name}.${field}`),
    );
    expect([...checked, ...Object.keys(otherwise)].sort()).toEqual(fields.sort());
  });

  const cases = table.flatMap((row) =>
    Object.entries(row.nobody).map(([field, value]) => [row.command.name, field, row, value] as const),
  );
  test.each(cases)('%s names nobody as %s', async (_name, field, { command, body }, value) => {
    const path = command.route
      .replace(':conventionId', conventionId)
      .replace(/:\w+/g, '0190f0a0-0000-7000-8000-000000000777');
    const [as = ''] = Object.entries(scene.people).find(([, { role }]) => command.roles.includes(role)) ?? [];
    const refused = await scene.post(path, { ...body, [field]: value }, as);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/not-known-yet']);
    expect(refused.body).toMatchObject({
      found: `SIREN ${nobody}`,
      expected: expect.stringContaining('partners.register-organisation'),
      advice: expect.stringContaining('enregistrez l’organisation'),
    });
    // What it names beside that is somebody.
    const without = await scene.post(path, body, as);
    expect(without.body.found).not.toBe(nobody);
  });
}
