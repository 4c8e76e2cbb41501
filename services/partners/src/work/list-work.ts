import { day, daysBetween, isDay, today } from '@ctg/calendar';
import type { Task } from '@ctg/convention';
import { type ReadModelAccess, Turns } from '@ctg/decider';
import { cafId, organisationId, personId, title, uuid } from '@ctg/identifiers';
import {
  anyText,
  defineComputedList,
  type Found,
  knownConventionProjection,
  type Start,
} from '@ctg/web-service';
import { z } from 'zod';
import { knownPlans } from '../action-plan/known-plan.js';
import { knownReviews } from '../action-plan/known-review.js';
import { conventions } from '../convention/convention-row.js';
import { everybody } from '../convention/read-convention.js';
import { meetings } from '../governance/meeting-row.js';
import { mandates } from '../mandate/mandate-row.js';
import { organisations } from '../organisation/organisation-row.js';
import { type AtWork, atWork, conventionsAtWork } from './conventions-at-work.js';
import { merged, readMeetingsToTell } from './meetings-to-tell.js';
import { taskKind, taskWords } from './words.js';

const role = z
  .enum(['legal_representative', 'copil_secretary', 'caf_adviser'])
  .describe(
    'Rôle de qui agit : legal_representative (représentant légal), copil_secretary (secrétariat du copil) ou caf_adviser (conseiller Caf)',
  );

const filters = {
  conventionId: uuid.optional().describe('D’une seule convention'),
  organisation: organisationId.optional().describe('Ce qui attend cette organisation'),
  role: role.optional(),
  kind: taskKind.optional(),
  holder: personId
    .optional()
    .describe('Des conventions dont cette personne est chargée de coopération ce jour-là'),
  late: z.enum(['true']).optional().describe('Seulement ce qui est en retard'),
  on: day.optional().describe('Ce jour-là ; par défaut aujourd’hui'),
};

const item = z.object({
  conventionId: uuid,
  cafId,
  convention: title.describe('Intitulé de la convention'),
  kind: taskKind,
  label: z.string().describe('Ce qui est attendu, en français'),
  role,
  organisation: organisationId.optional().describe('L’organisation qui est attendue'),
  name: title.optional().describe('Son nom'),
  since: day.describe('Depuis quand'),
  until: day.optional().describe('Jusqu’à quand'),
  late: z.boolean().describe('Ce jour-là, c’est en retard'),
  lateForDays: z.int().optional().describe('Jours de retard'),
  next: z.string().describe('Que faire, et la commande qui l’enregistre'),
  amendmentId: uuid.optional(),
  amendment: title.optional().describe('Titre de l’avenant'),
  meetingId: uuid.optional(),
  year: z.int().optional().describe('Année dont il s’agit'),
});

type Item = z.infer<typeof item>;

/** No more conventions than these are worked out for one page; a page may be short, and says where it goes on. */
const mostConventions = 200;
/** Few are read at first, for a page is soon full; and never many at once, for each is a large document. */
const [firstOnes, mostAtOnce] = [10, 20];
/** Behind every task of a convention. */
const behindAll = '~';

/** What awaits whom: computed from the facts of each convention on the day, stored nowhere. */
export const listWork = defineComputedList({
  name: 'partners.list-work',
  title: 'Lister ce qui attend chacun : depuis quand, jusqu’à quand, et que faire',
  roles: everybody,
  route: '/work',
  reads: [
    conventions,
    meetings,
    mandates,
    knownPlans,
    knownReviews,
    organisations,
    knownConventionProjection,
  ],
  filters,
  item,
  settles: [isDay],
  settle: ({ query, actor }) => [query.on ?? today(actor.cafId)],
  // The convention, and the last task of it that was shown: those up to it are left out.
  places: [anyText, anyText, anyText],
  async *walk({ query, actor, readModel }, [on = ''], place): AsyncGenerator<Found<Item>> {
    const shown = { conventionId: place?.[1], upTo: place?.[2] ?? '' };
    let start: Start | undefined = place && { place: place.slice(0, 2), isIncluded: true };
    const turns = new Turns();
    for (let seen = 0, atOnce = firstOnes; ; atOnce = mostAtOnce) {
      const { rows, next } = await conventionsAtWork(readModel, actor, { ...query, on }, start, atOnce);
      const behind = (conventionId: string) => (conventionId === shown.conventionId ? shown.upTo : '');
      const asked = isAsked(anyMeeting, query)
        ? rows.map(({ document: { conventionId } }) => conventionId)
        : [];
      const toTell = await readMeetingsToTell(
        readModel,
        asked.map((conventionId) => ({ conventionId, behind: behind(conventionId) })),
        on,
      );
      for (const row of rows) {
        const one = atWork(row, on);
        const { conventionId } = one.facts;
        for await (const [key, task] of merged(one.tasks, toTell(one.facts)))
          if (key > behind(conventionId) && isAsked(task, query))
            yield { place: [one.titleFolded, conventionId, key], item: asItem(one, task, on) };
        await turns.give();
      }
      if (!next) return;
      seen += rows.length;
      // Fewer than there was room for: more were looked through than belong on one page.
      if (seen >= mostConventions || rows.length < atOnce) yield { place: [...next, behindAll] };
      start = { place: next };
    }
  },
  finish: (items, { readModel }) => named(readModel, items),
});

/** What all meetings to tell of have in common. */
const anyMeeting = { kind: 'meeting-to-tell', role: 'copil_secretary', since: '', late: true } as const;

interface Asked {
  readonly organisation?: string | undefined;
  readonly role?: string | undefined;
  readonly kind?: string | undefined;
  readonly late?: string | undefined;
}

const isAsked = (task: Task, { organisation, role: who, kind, late }: Asked): boolean =>
  (organisation === undefined || task.organisation === organisation) &&
  (who === undefined || task.role === who) &&
  (kind === undefined || task.kind === kind) &&
  (late === undefined || task.late);

function asItem({ facts, cafId: caf }: AtWork, task: Task, on: string): Item {
  const { label, next } = taskWords[task.kind];
  const amendment = task.amendmentId === undefined ? undefined : facts.amendments[task.amendmentId]?.title;
  return {
    conventionId: facts.conventionId,
    cafId: caf,
    convention: facts.title,
    label,
    next,
    ...task,
    ...(task.late && task.until !== undefined ? { lateForDays: daysBetween(task.until, on) } : {}),
    ...(amendment === undefined ? {} : { amendment }),
  };
}

/** With the names of the organisations, as the Caf of each convention knows them. */
async function named(readModel: ReadModelAccess, items: readonly Item[]): Promise<Item[]> {
  const keyOf = (one: Item) => `${one.cafId}_${one.organisation ?? ''}`;
  const rows = await readModel.query<{ key: string; name: string }>(
    'SELECT key, name FROM organisation WHERE key = ANY ($1)',
    [[...new Set(items.map(keyOf))]],
  );
  const names = new Map(rows.map(({ key, name }) => [key, name]));
  return items.map((one) => {
    const name = names.get(keyOf(one));
    return name === undefined ? one : { ...one, name };
  });
}
