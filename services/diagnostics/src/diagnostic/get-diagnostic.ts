import { day } from '@ctg/calendar';
import { DiagnosticVersionFrozen } from '@ctg/contracts/diagnostics';
import type { FrozenVersion } from '@ctg/convention/diagnostic';
import { notFound } from '@ctg/decider';
import { readInAnother } from '@ctg/geography';
import { uuid } from '@ctg/identifiers';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { readers } from '../rights.js';
import { contentsOf, diagnosticContents } from './contents-row.js';
import { preparedVersion } from './diagnostic.js';
import { diagnostics } from './diagnostic-row.js';

interface Frame {
  readonly openedOn: string;
  readonly cogVintage: number;
  readonly previousConventionId: string | null;
  readonly rankingDecisionId: string | null;
  readonly versions: readonly FrozenVersion[];
}

const count = (title: string) => z.int().min(0).describe(title);
const contents = z.object({
  values: count('Nombre de valeurs'),
  offers: count('Nombre d’offres'),
  consultations: count('Nombre de consultations'),
  needs: count('Nombre de besoins'),
  priorities: count('Nombre d’enjeux'),
});

/** The frame of a diagnostic; what is in it is asked of its own lists. */
export const getDiagnostic = defineQuery({
  name: 'diagnostics.get-diagnostic',
  title: 'Lire le diagnostic partagé',
  roles: readers,
  route: '/conventions/:conventionId/diagnostic',
  reads: [diagnostics, diagnosticContents],
  query: z.strictObject({}),
  answerSchema: z.object({
    conventionId: uuid,
    openedOn: day,
    cogVintage: z.int().describe('Millésime de la géographie du territoire'),
    readInVintage: z
      .int()
      .optional()
      .describe('Millésime où les lieux sont lus, quand celui du territoire n’a pas été publié'),
    previousConventionId: uuid.nullable().describe('Convention dont le diagnostic est l’état initial'),
    rankingDecisionId: uuid.nullable().describe('Décision du copil qui a classé les enjeux'),
    versions: z
      .array(z.intersection(DiagnosticVersionFrozen.schema, z.object({ frozenOn: day })))
      .describe('Versions figées'),
    preparedVersion: z.int().min(1).describe('Version que les apports d’aujourd’hui préparent'),
    contents: contents.describe('Ce que le diagnostic contient ; chaque liste a son adresse'),
  }),
  async answer({ params: { conventionId = '' }, readModel }) {
    const [frame] = await readModel.query<Frame>(
      `SELECT opened_on AS "openedOn", cog_vintage AS "cogVintage",
              previous_convention_id AS "previousConventionId", ranking_decision_id AS "rankingDecisionId", versions
         FROM diagnostic WHERE convention_id = $1`,
      [conventionId],
    );
    if (!frame) throw notFound('Diagnostic', conventionId);
    return {
      conventionId,
      ...frame,
      ...readInAnother(frame.cogVintage),
      preparedVersion: preparedVersion(frame),
      contents: (await contentsOf(readModel, conventionId)).counts,
    };
  },
});
