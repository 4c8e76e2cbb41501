/** Also in a session that says it replicates: otherwise one setting would switch the refusal off. */
export const always = (schema: string) => `
ALTER TABLE ${schema}.events ENABLE ALWAYS TRIGGER events_are_immutable;
ALTER TABLE ${schema}.events ENABLE ALWAYS TRIGGER events_are_not_truncated;
`;
