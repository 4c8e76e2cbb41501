/** Lints the OpenAPI document with Redocly's recommended rules; a warning fails too. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { wholeDocument } from './document.mjs';

const document = await wholeDocument();
const config = await createConfig({
  extends: ['recommended'],
  rules: {
    // Every answer but those of open routes needs a token, as the document says once for all.
    'security-defined': 'error',
    'operation-4xx-response': 'error',
    'operation-operationId-unique': 'error',
    'no-invalid-media-type-examples': 'error',
    'rule/what-is-sent-and-answered-has-a-schema-and-an-example': {
      subject: { type: 'MediaType' },
      assertions: { required: ['schema'], requireAny: ['example', 'examples'] },
      severity: 'error',
    },
  },
});
const problems = await lintFromString({
  source: JSON.stringify(document),
  absoluteRef: 'openapi.json',
  config,
});
for (const { ruleId, message, location } of problems) {
  console.error(`${location[0]?.pointer ?? ''}\n    ${ruleId}: ${message}`);
}
const operations = Object.values(document.paths).flatMap((path) => Object.keys(path)).length;
console.log(`OpenAPI: ${operations} operations, ${problems.length} problems.`);
process.exitCode = problems.length > 0 ? 1 : 0;
