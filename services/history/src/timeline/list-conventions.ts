import { conventionRoles } from '@ctg/access';
import { cafId, title, uuid } from '@ctg/identifiers';
import { defineList, holdsWords, knownConventionProjection, searchText, visibleRows } from '@ctg/web-service';
import { z } from 'zod';
import { timeline } from './timeline-row.js';

const listed = z.object({
  conventionId: uuid,
  title,
  cafId,
  lastRecordedAt: z.iso.datetime().nullable().describe('Instant du dernier enregistrement'),
});

export const listConventions = defineList({
  name: 'history.list-conventions',
  title: 'Lister les conventions dont on peut lire l’histoire',
  roles: conventionRoles,
  route: '/conventions',
  reads: [timeline, knownConventionProjection],
  filters: { text: searchText.optional().describe('Mots de l’intitulé') },
  item: listed,
  select({ query: { text }, actor, value }) {
    const visible = visibleRows(actor, value);
    return {
      columns: `k.convention_id AS "conventionId", k.title, k.caf_id AS "cafId",
      (SELECT recorded_at FROM timeline_entry e WHERE e.convention_id = k.convention_id
          AND coalesce(e.event->>'conventionId', k.convention_id) = k.convention_id
        ORDER BY e.key DESC LIMIT 1) AS "lastRecordedAt"`,
      from: 'known_convention k',
      where: visible.where,
      holds: [...visible.holds, ...(text === undefined ? [] : [holdsWords('k.title_folded', text, value)])],
      order: [{ by: 'k.title_folded' }, { by: 'k.convention_id' }],
    };
  },
  show: (row: z.infer<typeof listed>) => row,
});
