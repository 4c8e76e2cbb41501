import type { DataOf } from '@ctg/contracts';
import type { ConsultationRecorded } from '@ctg/contracts/diagnostics';
import { notFound } from '@ctg/decider';
import { defineQuery } from '@ctg/web-service';
import { z } from 'zod';
import { needsOf } from '../need/list-needs.js';
import { prioritiesOf } from '../priority/list-priorities.js';
import { readers } from '../rights.js';
import type { ShownVersion } from './diagnostic-row.js';

interface Frame {
  readonly openedOn: string;
  readonly cogVintage: number;
  readonly previousConventionId: string | null;
  readonly rankingDecisionId: string | null;
  readonly versions: readonly ShownVersion[];
}

export const getDiagnostic = defineQuery({
  name: 'diagnostics.get-diagnostic',
  title: 'Lire le diagnostic partagé',
  roles: readers,
  route: '/conventions/:conventionId/diagnostic',
  query: z.strictObject({}),
  async answer({ params: { conventionId = '' }, readModel }) {
    const [frame] = await readModel.query<Frame & { values: number; offers: number }>(
      `SELECT opened_on AS "openedOn", cog_vintage AS "cogVintage",
              previous_convention_id AS "previousConventionId", ranking_decision_id AS "rankingDecisionId", versions,
              (SELECT count(*)::integer FROM diagnostic_value v WHERE v.convention_id = d.convention_id) AS "values",
              (SELECT count(*)::integer FROM offer o WHERE o.convention_id = d.convention_id) AS "offers"
         FROM diagnostic d WHERE convention_id = $1`,
      [conventionId],
    );
    if (!frame) throw notFound('Diagnostic', conventionId);
    const consultations = await readModel.query<{ document: DataOf<typeof ConsultationRecorded> }>(
      'SELECT document FROM consultation WHERE convention_id = $1 ORDER BY consultation_id',
      [conventionId],
    );
    return {
      conventionId,
      ...frame,
      /** What comes now prepares this version. */
      preparedVersion: frame.versions.length + 1,
      consultations: consultations.map(({ document }) => document),
      needs: await needsOf(readModel, conventionId),
      priorities: await prioritiesOf(readModel, conventionId),
    };
  },
});
