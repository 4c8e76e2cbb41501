/**
 * The JSON Schema of a scenario: the format, the words of every command, and under each its fields. Types are not held:
 * `$name` and `${value}` may stand for any of them; the server decides.
 */
export function editorSchema(format, catalogues) {
  const commands = catalogues.flatMap((one) => one.commands);
  const queries = catalogues.flatMap((one) => one.queries);
  const step = format.$defs?.step;
  if (!step) throw new Error('The format of a step is not a definition of its own any more.');
  step.properties.do.anyOf = [{ enum: commands.map(({ name }) => name) }, { pattern: '\\$\\{' }];
  step.properties.get.anyOf = [{ enum: queries.map(({ name }) => name) }, { pattern: '^/|\\$\\{' }];
  step.allOf = commands.map(({ name, title, bodySchema }) => ({
    if: { properties: { do: { const: name }, expect: { enum: ['ok'] } }, required: ['do'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { properties: { with: fieldsOf(title, bodySchema) } },
  }));
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Scénario', ...format };
}

function fieldsOf(title, { properties, required }) {
  if (!properties) return { description: title };
  const described = Object.entries(properties).map(([name, { description }]) => [
    name,
    description ? { description } : {},
  ]);
  return {
    description: title,
    properties: Object.fromEntries(described),
    additionalProperties: false,
    ...(required?.length ? { required } : {}),
  };
}
