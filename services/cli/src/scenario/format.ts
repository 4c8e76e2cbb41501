import { z } from 'zod';

/** A word that may look like a number: a SIREN without quotes. */
const code = z.union([z.string(), z.number().transform(String)]);

/** Words of the scenario that stand for a person acting. */
const persona = z.strictObject({
  role: z.string().min(1),
  organisation: code.optional(),
  subject: code.optional(),
});

const as = z.union([z.string(), persona]);
const expectation = z.union([
  z.literal('ok'),
  z.strictObject({ rejected: z.string() }),
  z.strictObject({ status: z.number().int() }),
]);
const values = z.record(z.string(), z.unknown());

const inherited = {
  as: as.optional().describe('Qui agit : un rôle, un nom de « personas », ou {role, organisation, subject}'),
  convention: z.string().optional().describe('La convention dont il s’agit : $nom, ou un identifiant'),
  on: values.optional().describe('Les identifiants de l’adresse : actionId: $fiche-1'),
  for: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(`Répète l’étape pour chaque valeur d’une liste : {commune: \${communes}}`),
  recordedAt: z
    .string()
    .optional()
    .describe(
      'Dans un essai (REHEARSAL=true) : quand c’est enregistré, un jour (2024-03-05) ou un instant avec son fuseau',
    ),
  illustrative: z.boolean().optional().describe('Vrai quand l’étape est inventée pour l’exemple'),
  note: z.string().optional().describe('Une remarque pour le lecteur'),
};

const stepFields = {
  ...inherited,
  do: z.string().optional().describe('La commande : partners.record-deliberation'),
  get: z.string().optional().describe('La question : partners.get-convention, ou une adresse /api/…'),
  with: values.optional().describe('Les champs de la commande, ou les filtres de la question'),
  reason: z.string().optional().describe('Le motif, gardé avec ce qui est enregistré'),
  name: z.string().optional().describe('Le nom du résultat, repris plus loin par $nom'),
  expect: expectation.optional().describe('ok (par défaut), {rejected: code} ou {status: nombre}'),
  answer: values.optional().describe('Ce que la réponse d’une question doit contenir : {chemin: valeur}'),
};

/** One step as it is written: a command, a question, or a group of steps. */
export interface WrittenStep {
  readonly as?:
    | string
    | { role: string; organisation?: string | undefined; subject?: string | undefined }
    | undefined;
  readonly convention?: string | undefined;
  readonly on?: Record<string, unknown> | undefined;
  readonly for?: Record<string, unknown> | undefined;
  readonly recordedAt?: string | undefined;
  readonly illustrative?: boolean | undefined;
  readonly note?: string | undefined;
  readonly do?: string | undefined;
  readonly get?: string | undefined;
  readonly with?: Record<string, unknown> | undefined;
  readonly reason?: string | undefined;
  readonly name?: string | undefined;
  readonly expect?: Expectation | undefined;
  readonly answer?: Record<string, unknown> | undefined;
  readonly steps?: readonly WrittenStep[] | undefined;
}

export type Expectation = z.infer<typeof expectation>;

/** False for a step that is refused on purpose. */
export const isToPass = (expect: Expectation): boolean =>
  expect === 'ok' || ('status' in expect && expect.status < 300);

const step: z.ZodType<WrittenStep> = z
  .lazy(() =>
    z.strictObject({
      ...stepFields,
      steps: z
        .array(step)
        .optional()
        .describe('Un groupe d’étapes qui partagent as, on, convention, recordedAt et for'),
    }),
  )
  .meta({ id: 'step' });

/** The whole file. */
export const scenarioFormat = z.strictObject({
  title: z.string().min(1).describe('Ce que raconte le scénario'),
  description: z.string().optional().describe('Plusieurs lignes au lecteur'),
  caf: z.string().describe('La Caf : caf-59'),
  cog: z.number().int().optional().describe(`Millésime de la géographie, repris par \${cog}`),
  organisation: code
    .optional()
    .describe('SIREN de l’organisation pour laquelle on agit quand l’étape n’en nomme pas'),
  personas: z.record(z.string(), persona).optional().describe('Des noms pour ceux qui agissent'),
  values: values.optional().describe(`Des listes et des valeurs reprises par \${nom}`),
  steps: z.array(step).min(1).describe('Les étapes, dans l’ordre'),
});

/**
 * The JSON Schema of the format, where a step is the definition `step`. The generator of the pages reads it.
 * @public
 */
export function formatSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(scenarioFormat, { io: 'input' });
  return schema;
}

export type WrittenScenario = z.infer<typeof scenarioFormat>;
