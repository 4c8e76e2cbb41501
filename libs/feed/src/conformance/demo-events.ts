import { randomUUID } from 'node:crypto';
import { defineEvent } from '@ctg/contracts';
import { z } from 'zod';
import type { DemoEvent } from './harness.js';

/** The one event that readers of the suite know. */
export const noted = defineEvent({
  type: 'demo.Noted',
  title: 'Noté',
  schema: z.object({ value: z.number() }),
});

/** An event of the suite as the store takes it. */
export const toAppend = (
  conventionId: string,
  { type = noted.type, value, schemaVersion = 1, tenant = 'caf-59', bare = false }: DemoEvent,
) => ({
  id: randomUUID(),
  type,
  data: { value },
  metadata: bare
    ? {}
    : {
        schemaVersion,
        cafId: tenant,
        conventionId,
        actor: { subject: 'somebody', role: 'caf_adviser' },
        correlationId: randomUUID(),
        causationId: randomUUID(),
        occurredOn: '2026-01-12',
      },
});
