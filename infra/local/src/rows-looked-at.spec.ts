/**
 * Every list of every service, asked on a store and on one three times as large: what the database looks at for a page is counted by the
 * database itself (rows in every step of a plan, as the service's own role under row-level security), and does not grow.
 */
import { waitForPosition } from '@ctg/feed';
import { openApiDocument, readModelOf, type ServiceDefinition } from '@ctg/web-service';
import { HttpScene } from '@ctg/web-service/testing';
import pg from 'pg';
import { growing } from './grow-tables-testing.js';
import { actionId, caf, conventionId, event, largeLife, protocolId } from './large-life-testing.js';
import { type Cost, costsDuring } from './rows-looked-at-testing.js';
import { allServices } from './services.js';

const people = {
  caf_adviser: { subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' },
  national_auditor: { subject: 'u2', role: 'national_auditor' },
  operator: { subject: 'u3', role: 'operator' },
  evaluator: { subject: 'u4', role: 'evaluator', organisation: '200043404' },
} as const;
type Person = keyof typeof people;
const [few, many] = [200, 600];
/** A plan on a small table may walk it where that is less: what grew must have grown by more than this. */
const allowance = 100;

/** Under which all objectives of a large life stand. */
const { axisId } = event('actionplans.ObjectiveAdded').data;

/** With what else lists are asked, by service. */
const alsoAsked: Readonly<Record<string, readonly string[]>> = {
  partners: [
    'conventions?limit=20&sort=effect',
    'conventions?limit=20&sort=term',
    'conventions?limit=20&sort=status-date',
    'conventions?limit=20&sort=status-date&text=avesnois',
    'conventions?limit=20&sort=status-date&status=in-preparation',
    'conventions?limit=20&text=avesnois',
    // Of which there is none: it is looked up, and not looked for in all.
    'coverage/conventions?limit=20&commune=59001',
    'organisations?limit=20&text=anor',
    `work?limit=20&conventionId=${conventionId}`,
    `conventions/${conventionId}/meetings?limit=20&bodyKind=copil`,
    `conventions/${conventionId}/planned-meetings?limit=20&bodyKind=copil`,
    `conventions/${conventionId}/decisions?limit=20&bodyKind=copil&outcome=adopted`,
  ],
  'action-plans': [`conventions/${conventionId}/objectives?limit=20&axisId=${axisId}`],
  evaluation: [`protocols?limit=20&conventionId=${conventionId}`],
  history: [
    'conventions?limit=20&text=avesnois',
    'global-view?limit=20&commune=59001',
    `conventions/${conventionId}/events?limit=20&types=partners.ConventionOpened`,
  ],
};
/** The same for whom no Caf narrows. */
const ofAllCafs = /^\/api\/\w+\/(?:conventions|protocols|work)\?/;
/** Without one of its filters it is refused. */
const needsFilter = /(?:global-view|coverage\/conventions)\?limit=20$/;
/** What a page of these tells of follows from all of one convention, whatever it shows of it. */
const ofTheWhole: Readonly<Record<string, string>> = {
  budget: 'a sum of what every action of the convention costs',
  priorities: 'in the order in which the copil ranked all of them at once',
};

/** Of which there is more than a page, by the last word of their address. */
const longer: Readonly<Record<string, string>> = {
  partners: 'bodies conventions decisions meetings organisations planned-meetings work',
  diagnostics: 'consultations decisions needs offers taken-over values',
  'action-plans':
    'actions adoptions axes decisions needs objectives plan-versions priorities progress reviews',
  evaluation: 'baselines judgements measures opinions protocols taken-over',
  history: 'conventions events',
  feed: '',
};

interface Told {
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string }[];
}
type Asked = readonly [path: string, as: Person];

/** Every list, with who asks it. */
function lists(definition: ServiceDefinition): readonly Asked[] {
  const paths = openApiDocument([definition]).paths as Readonly<Record<string, { readonly get?: Told }>>;
  const told = Object.entries(paths).flatMap(([path, { get }]): readonly Asked[] => {
    if (!get?.parameters?.some(({ name }) => name === 'cursor')) return [];
    if ((path.split('/').at(-1) ?? '') in ofTheWhole && !path.includes('learned')) return [];
    return [
      [`${filled(path)}?limit=20`, get.description?.includes('caf_adviser') ? 'caf_adviser' : 'operator'],
    ];
  });
  const more = (alsoAsked[definition.name] ?? []).map(
    (asked): Asked => [`/api/${definition.name}/${asked}`, 'caf_adviser'],
  );
  const all = [...told, ...more].filter(([path]) => !needsFilter.test(path));
  const unbounded = all.filter(([path, as]) => as === 'caf_adviser' && ofAllCafs.test(path));
  // Work is an adviser's.
  const evaluated = unbounded.filter(([path]) => !path.includes('/work?'));
  return [
    ...all,
    ...unbounded.map(([path]): Asked => [path, 'national_auditor']),
    ...evaluated.map(([path]): Asked => [path, 'evaluator']),
  ];
}

const filled = (path: string): string =>
  path
    .replace('{conventionId}', conventionId)
    .replace('{actionId}', actionId)
    .replace('{protocolId}', protocolId)
    .replace('{section}', 'values');

const rowsOf = (costs: readonly Cost[]) => costs.reduce((sum, { rows }) => sum + rows, 0);

describe.each(allServices.map((definition) => [definition.name, definition] as const))(
  '%s',
  (_name, definition) => {
    const scene = new HttpScene(definition, people, { answerWithin: 120_000 });
    const asked = lists(definition);
    const long = new Set<string>();
    const small = new Map<string, number>();
    let owner: pg.Client;
    let last = '0';
    const measured = async ([path, as]: Asked) => {
      const ask = async () =>
        await scene.http.get(path).set('authorization', `Bearer ${as}`).set('ctg-after-position', last);
      // Once before: what is kept from one time to the next is not of the page.
      await ask();
      const { done, costs } = await costsDuring(ask);
      if (done.body.nextCursor !== undefined) long.add(path.replace(/\?.*/, '').split('/').at(-1) ?? '');
      return { status: done.status, costs };
    };
    beforeAll(async () => {
      await scene.start();
      await scene.publish(
        { stream: 'partners.organisation-caf-59_215900127' },
        event('partners.OrganisationRegistered', {
          organisation: '215900127',
          name: 'Anor',
          kind: 'commune',
        }),
      );
      await scene.publish(
        { stream: `partners.convention-${conventionId}`, conventionId },
        event('partners.ConventionOpened', { caf }),
      );
      for (const [category, events] of Object.entries(largeLife(1)))
        last = await scene.publish({ stream: `${category}-${conventionId}`, conventionId }, ...events);
      while (!(await waitForPosition(() => scene.service.statuses(), last, 60_000)));
      owner = new pg.Client({ connectionString: scene.databaseUrl });
      await owner.connect();
      const grow = await growing(owner, readModelOf(definition).schema);
      await grow(1, few);
      for (const list of asked) small.set(list.join(), rowsOf((await measured(list)).costs));
      await grow(few, many);
    }, 200_000);
    afterAll(async () => {
      await owner?.end();
      await scene.close();
    });

    test.each(asked)('%s, asked by %s, looks at no more rows of a larger store', async (...list) => {
      const { status, costs } = await measured(list);
      expect(status).toBe(200);
      const most = (small.get(list.join()) ?? 0) * 1.2 + allowance;
      const told = rowsOf(costs) > most ? costs.map(({ rows, statement }) => `${rows}: ${statement}`) : [];
      expect(told).toEqual([]);
    });

    test('what grew is more than a page', () => {
      expect([...long].sort().join(' ')).toBe(longer[definition.name]);
    });
  },
);
