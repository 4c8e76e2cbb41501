import { DiagnosticOpened } from '@ctg/contracts/diagnostics';
import { ConventionOpened } from '@ctg/contracts/partners';
import { diagnostic } from '@ctg/convention/diagnostic';
import { alreadyThere, defineCommand, happenedOn, pastDay } from '@ctg/decider';
import { assertKnownVintage, warnOfVintage } from '@ctg/geography';
import { uuid } from '@ctg/identifiers';
import type { Reaction } from '@ctg/web-service';
import { z } from 'zod';
import { preparers } from '../rights.js';

export const openDiagnostic = defineCommand({
  name: 'diagnostics.open-diagnostic',
  title: 'Ouvrir le diagnostic partagé',
  description:
    'Il s’ouvre de lui-même avec la convention ; cette commande est sans effet quand il est déjà ouvert.',
  roles: preparers,
  route: '/conventions/:conventionId/diagnostic',
  body: z.strictObject({
    cogVintage: z.int().describe('Millésime de la géographie du territoire'),
    previousConventionId: uuid
      .optional()
      .describe('Convention précédente, dont le diagnostic est l’état initial'),
    openedOn: pastDay,
  }),
  decider: diagnostic,
  decide({ body: { openedOn, ...body }, warn }, state) {
    if (state) return alreadyThere(state);
    assertKnownVintage(body.cogVintage);
    warnOfVintage(body.cogVintage, warn);
    return [DiagnosticOpened(body, happenedOn(openedOn))];
  },
});

/** Each convention has its diagnostic from its first day. */
export const openWithConvention: Reaction = {
  name: 'open-diagnostic-of-convention',
  eventTypes: [ConventionOpened.type],
  async react({ conventionId, data, occurredOn }, execute) {
    if (conventionId === undefined) return;
    const { territory, previousConventionId } = data as {
      territory: { cogVintage: number };
      previousConventionId?: string;
    };
    await execute(openDiagnostic, {
      params: { conventionId },
      body: {
        cogVintage: territory.cogVintage,
        openedOn: occurredOn,
        ...(previousConventionId === undefined ? {} : { previousConventionId }),
      },
    });
  },
};
