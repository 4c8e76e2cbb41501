import { frenchDay } from '@ctg/calendar';
import type { ItemOf } from '../api/answer.js';
import type { Connection } from '../api/connection.js';
import { everyPage } from '../api/every-page.js';
import { findConvention } from '../history/find-convention.js';
import { dayOf } from './moment.js';
import { type CommonOptions, type Output, personaOf } from './options.js';

type Task = ItemOf<'/api/partners/work'>;

/** `ctg work [<convention>]`: what awaits whom, since when, until when, and what to do next. */
export async function work(
  connection: Connection,
  words: string | undefined,
  options: CommonOptions & { readonly on?: string; readonly for?: string },
  { out }: Output,
): Promise<void> {
  const { for: organisation } = options;
  const day = dayOf('on', 'on', options.on);
  const as = personaOf(options);
  const query = {
    limit: 200,
    ...(words === undefined ? {} : { conventionId: await findConvention(connection, as, words) }),
    ...(organisation === undefined ? {} : { organisation }),
    ...day,
  };
  const api = connection.api(as);
  const tasks = everyPage((from) =>
    api.GET('/api/partners/work', { params: { query: { ...query, ...from } } }),
  );
  let count = 0;
  let convention = '';
  for await (const task of tasks) {
    count++;
    if (options.json) {
      out(JSON.stringify(task));
      continue;
    }
    if (task.conventionId !== convention) out(task.convention);
    convention = task.conventionId;
    for (const line of lines(task)) out(line);
  }
  if (!options.json) out(`${count} chose${count > 1 ? 's' : ''} en attente.`);
}

function lines({ label, name, organisation, role, since, until, lateForDays, amendment, year, next }: Task) {
  const who = name ?? organisation ?? roles[role];
  const about = [...(amendment ? [`avenant « ${amendment} »`] : []), ...(year ? [String(year)] : [])].join(
    ', ',
  );
  const late =
    lateForDays === undefined ? '' : `, en retard de ${lateForDays} jour${lateForDays > 1 ? 's' : ''}`;
  const by = until === undefined ? '' : ` jusqu’au ${frenchDay(until)}`;
  return [
    `  ${who} : ${label}${about && ` (${about})`}, depuis le ${frenchDay(since)}${by}${late}`,
    `    ${next}`,
  ];
}

const roles: Readonly<Record<Task['role'], string>> = {
  legal_representative: 'le représentant légal',
  copil_secretary: 'le secrétariat du copil',
  caf_adviser: 'la Caf',
};
