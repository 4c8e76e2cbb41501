import type { Actor } from '@ctg/access';
import type { NewEvent } from '@ctg/contracts';
import { ActionProposed, ObjectiveAdded } from '@ctg/contracts/action-plans';
import {
  EvidenceTakenOver,
  FactAnnulled,
  FactCorrected,
  NeedIdentified,
  PriorityProposed,
} from '@ctg/contracts/diagnostics';
import {
  JudgementRecorded,
  ProtocolOpened,
  EvidenceTakenOver as ResultsTakenOver,
} from '@ctg/contracts/evaluation';
import { BodyCreated, ConventionRenewed, DecisionRecorded, MeetingHeld } from '@ctg/contracts/partners';
import { conventionOpened, signatoryDesignated } from '@ctg/contracts/testing';
import { advisers, HttpScene, sceneId } from '@ctg/web-service/testing';
import { historyService } from '../index.js';
import { anor, caf, epci, id, live } from '../state/lived-testing.js';

const fourmies = '215902495';
const people: Record<string, Actor> = {
  ...advisers,
  newcomer: { subject: 'u2', role: 'partner_member', cafId: 'caf-59', organisation: fourmies },
  former: { subject: 'u3', role: 'partner_member', cafId: 'caf-59', organisation: anor },
};
const scene = new HttpScene(historyService, people);
const [next, priority, objective, action, protocol, judgement, body, meeting, decision] = Array.from(
  { length: 9 },
  (_, n) => sceneId(500 + n),
) as [string, string, string, string, string, string, string, string, string];
const title = 'CTG du Sud-Avesnois 2027-2031';
const recommendation = `${id.protocol}.1`;

const publish = (stream: string, conventionId: string, on: string, ...happened: NewEvent[]) =>
  scene.publish({ stream, conventionId, on }, ...happened);
const taken = EvidenceTakenOver(
  {
    previousConventionId: id.convention,
    evidence: [
      { kind: 'need', id: id.needYouth },
      { kind: 'need', id: id.needCare },
    ],
    why: 'Reste entier',
    version: 1,
  },
  { occurredOn: '2026-03-02' },
);

beforeAll(async () => {
  await scene.start();
  await live(scene);
  await publish(
    'partners.convention',
    next,
    '2026-02-02',
    conventionOpened({
      title,
      caf,
      territory: { cogVintage: 2026, communes: ['59249'], epci: [epci] },
      effectOn: '2027-01-01',
      endsOn: '2031-12-31',
      previousConventionId: id.convention,
    }),
    signatoryDesignated(fourmies, { deliberates: true }),
  );
  await publish(
    'partners.convention',
    id.convention,
    '2026-02-03',
    ConventionRenewed({ newConventionId: next }),
  );
  await publish('diagnostics.takenover', next, '2026-03-02', taken);
  await publish(
    'evaluation.takenover',
    next,
    '2026-03-02',
    ResultsTakenOver({
      previousConventionId: id.convention,
      protocolId: id.protocol,
      measures: [id.measure],
      judgements: [],
      recommendations: [1],
      why: 'Tenu',
    }),
  );
  await publish(
    'diagnostics.priority',
    next,
    '2026-04-01',
    PriorityProposed({
      priorityId: priority,
      title: 'Une place aux jeunes',
      needIds: [id.needYouth],
      version: 1,
    }),
  );
  await publish(
    'actionplans.plan',
    next,
    '2026-05-01',
    ObjectiveAdded({
      objectiveId: objective,
      axisId: sceneId(600),
      title: 'Un lieu',
      priorityIds: [priority],
    }),
    ActionProposed({
      actionId: action,
      title: 'Ouvrir un foyer',
      objectiveId: objective,
      themes: [],
      needIds: [id.needYouth],
      approach: 'develop',
      status: 'proposed',
    }),
  );
  await publish(
    'partners.governance',
    next,
    '2026-06-01',
    BodyCreated({ bodyId: body, kind: 'copil', title: 'Copil', members: [] }),
    MeetingHeld({
      meetingId: meeting,
      bodyId: body,
      bodyKind: 'copil',
      heldOn: '2026-06-01',
      attendees: [],
      agenda: [],
    }),
    DecisionRecorded({
      decisionId: decision,
      meetingId: meeting,
      bodyId: body,
      bodyKind: 'copil',
      subject: 'priorities',
      outcome: 'adopted',
      title: 'Les jeunes d’abord',
      evidence: ['Une note', recommendation, id.needYouth],
    }),
  );
  await publish(
    'evaluation.evaluation',
    next,
    '2026-09-01',
    ProtocolOpened({
      protocolId: protocol,
      title: 'À mi-chemin',
      scope: { kind: 'convention', conventionIds: [next] },
      evaluators: [caf],
      criteria: [],
      questions: [],
      waves: [],
    }),
    JudgementRecorded({
      protocolId: protocol,
      judgementId: judgement,
      question: 'atteinte',
      level: 2,
      argument: 'Depuis 2022.',
      evidence: [id.measure],
    }),
  );
});
afterAll(() => scene.close());

const read = (path: string, as = 'adviser', of = next) => scene.get(`/conventions/${of}${path}`, as);
interface Shown {
  readonly depth: number;
  readonly kindLabel: string;
  readonly title: string;
  readonly lacks: readonly string[];
  readonly origin?: { readonly conventionId: string; readonly title?: string };
  readonly takenOver?: true;
}
const tree = async (query: string, as?: string): Promise<readonly string[]> =>
  (await read(`/chain?effectiveAt=2026-12-01&${query}`, as)).body.items.map(
    ({ depth, kindLabel, title, origin, takenOver }: Shown) =>
      `${'  '.repeat(depth)}${kindLabel} ${title}${takenOver ? ' (repris)' : origin ? ' (avant)' : ''}`,
  );

test('the chain begins with what is taken over, and says of which convention it is', async () => {
  const { items } = (await read('/chain?effectiveAt=2026-12-01')).body;
  expect(items[0]).toMatchObject({
    kind: 'need',
    id: id.needYouth,
    takenOver: true,
    origin: { conventionId: id.convention, title: 'CTG du Sud-Avesnois' },
    lacks: [],
  });
  expect(items.filter(({ depth }: Shown) => depth === 0).map((one: Shown) => one.title)).toEqual([
    'Un lieu pour les jeunes',
    'Des solutions d’accueil',
    '46 enfants, le 31/12/2022',
    'Ouvrir le samedi',
  ]);
  expect(await tree(`from=${recommendation}`)).toEqual([
    'recommandation Ouvrir le samedi (repris)',
    '  décision Les jeunes d’abord',
  ]);
});

test('a need that is taken over and that no action answers is a break like any other', async () => {
  const { items } = (await read('/chain/breaks?what=need-without-action&effectiveAt=2026-12-01')).body;
  expect(items).toMatchObject([{ id: id.needCare, takenOver: true }]);
  const { items: needs } = (await read('/optimise-or-develop/needs?effectiveAt=2026-12-01')).body;
  expect(needs).toMatchObject([
    { needId: id.needYouth, takenFrom: id.convention, developed: [{ id: action }] },
    { needId: id.needCare, developed: [] },
  ]);
});

test('one goes up into the former convention, where one may see it', async () => {
  const up = `direction=up&from=${judgement}`;
  expect((await tree(up)).slice(0, 4)).toEqual([
    'jugement atteinte : niveau 2 sur 4',
    '  mesure 46 enfants, le 31/12/2022 (repris)',
    '    indicateur Enfants accueillis (avant)',
    '      opération Dix places de plus (avant)',
  ]);
  expect(await tree(up, 'newcomer')).toEqual([
    'jugement atteinte : niveau 2 sur 4',
    '  mesure 46 enfants, le 31/12/2022 (repris)',
  ]);
  const [first] = (await read('/chain?effectiveAt=2026-12-01', 'newcomer')).body.items;
  expect(first.origin).toEqual({ conventionId: id.convention });
});

test('a decision shows the pieces that it names by their names', async () => {
  const { items } = (await read('/decisions?effectiveAt=2026-12-01')).body;
  expect(items[0].evidence.map(({ text }: { text: string }) => text)).toEqual([
    'Une note',
    'Recommandation « Ouvrir le samedi », de « CTG du Sud-Avesnois »',
    'Besoin « Un lieu pour les jeunes », de « CTG du Sud-Avesnois »',
  ]);
});

describe('the former convention says what was taken over, by which', () => {
  const sections = async (as: string, day = '2026-12-01') => {
    const { body: state } = await read(`/state?effectiveAt=${day}`, as, id.convention);
    const { body: list } = await read(`/state/takenOverBy?effectiveAt=${day}`, as, id.convention);
    const { count } = state.sections.find((one: { name: string }) => one.name === 'takenOverBy');
    expect(count).toBe(list.items.length);
    return list.items;
  };
  const told = async (as: string): Promise<readonly string[]> =>
    (await scene.everything<{ sentence: string }>(`/conventions/${id.convention}/events`, as)).map(
      ({ sentence }) => sentence,
    );
  const byDiagnostic = `La convention « ${title} » a repris de ce diagnostic, le 02/03/2026 : « Un lieu pour les jeunes » (besoin), « Des solutions d’accueil » (besoin) ; motif : Reste entier.`;
  const byEvaluation = `La convention « ${title} » a repris de cette évaluation, le 02/03/2026 : 1 mesure, 1 recommandation (n° 1) ; motif : Tenu.`;

  test('to who may see both', async () => {
    expect(await sections('adviser', '2026-03-01')).toEqual([]);
    expect(await sections('adviser')).toMatchObject([
      { kind: 'need', title: 'Un lieu pour les jeunes', conventionId: next, convention: title },
      { kind: 'need', title: 'Des solutions d’accueil', takenOverOn: '2026-03-02' },
      { kind: 'measure', id: id.measure },
      { kind: 'recommendation', protocolId: id.protocol, rank: 1, why: 'Tenu' },
    ]);
    expect(await told('adviser')).toEqual(expect.arrayContaining([byDiagnostic, byEvaluation]));
    // Nothing of it is the former convention's own.
    const { body: own } = await read('/state/takenOver', 'adviser', id.convention);
    expect(own.items).toEqual([]);
  });

  test('and to a party of the former one alone it says nothing of the later one, not even its title', async () => {
    expect(await sections('former')).toEqual([]);
    const sentences = await told('former');
    expect(sentences).toContain(
      'La convention est renouvelée par une nouvelle convention, liée le 03/02/2026.',
    );
    expect(sentences.filter((one) => one.includes(title))).toEqual([]);
    const own = await scene.everything<{ recordedAt: string }>(
      `/conventions/${id.convention}/events`,
      'former',
    );
    const { items } = (await scene.get('/conventions', 'former')).body;
    expect(items).toMatchObject([{ conventionId: id.convention, lastRecordedAt: own.at(-1)?.recordedAt }]);
  });

  test('once that was annulled it says so, and the state no more', async () => {
    let fact: { id: string; revision: number } | undefined;
    for await (const event of scene.store.readStream(`diagnostics.takenover-${next}`)) fact = event;
    await publish(
      'diagnostics.takenover',
      next,
      '2026-10-01',
      FactAnnulled({
        factId: fact?.id ?? '',
        factType: EvidenceTakenOver.type,
        factRevision: fact?.revision ?? 0,
        reason: 'Repris par erreur',
        before: { version: 1, data: taken.data, occurredOn: '2026-03-02' },
      }),
    );
    expect((await sections('adviser')).map(({ kind }: { kind: string }) => kind)).toEqual([
      'measure',
      'recommendation',
    ]);
    expect((await told('adviser')).at(-1)).toBe(
      `Annulé : « ${byDiagnostic.slice(0, -1)} ». Motif : Repris par erreur.`,
    );
    expect((await told('former')).join()).not.toContain('Annulé');
  });
});

test('what is corrected in the former convention afterwards is right in the chain of the later one', async () => {
  const stream = `diagnostics.diagnostic-${id.convention}`;
  let need: { id: string; revision: number; data: Record<string, unknown> } | undefined;
  for await (const event of scene.store.readStream(stream))
    if (event.data.needId === id.needCare) need ??= event;
  if (!need) throw new Error('It was identified.');
  const before = { version: 1, data: need.data, occurredOn: '2021-05-06' };
  await publish(
    'diagnostics.diagnostic',
    id.convention,
    '2026-11-02',
    FactCorrected({
      factId: need.id,
      factType: NeedIdentified.type,
      factRevision: need.revision,
      reason: 'Mal intitulé',
      before,
      after: { ...before, data: { ...need.data, title: 'Des places d’accueil' } },
    } as Parameters<typeof FactCorrected>[0]),
  );
  const { items } = (await read(`/chain?effectiveAt=2026-12-01&from=${id.needCare}`)).body;
  expect(items[0]).toMatchObject({ title: 'Des places d’accueil', origin: { conventionId: id.convention } });
});
