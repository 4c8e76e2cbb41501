import { day } from '@ctg/calendar';
import {
  type Break,
  breaksOf,
  type Chain,
  type ChainBreak,
  chainBreaks,
  chainInSteps,
  chainKinds,
  type Link,
  type Step,
  walk,
} from '@ctg/convention/chain';
import { notFound } from '@ctg/decider';
import { folded, uuid } from '@ctg/identifiers';
import { z } from 'zod';
import { coded } from '../names/coded.js';
import { defineListOfADay } from '../state/list-of-a-day.js';
import { chainFactsOf } from './chain-facts.js';

const kind = coded(chainKinds);
const what = coded(chainBreaks);
const within = z
  .string()
  .optional()
  .describe('Ce dont il fait partie : la fiche d’un indicateur, l’indicateur d’une mesure');

const id = z
  .string()
  .max(60)
  .describe('Identifiant ; d’une recommandation, son protocole et son rang : « protocole.rang »');
const brought = {
  origin: z
    .object({
      conventionId: uuid,
      title: z.string().optional().describe('Son intitulé, pour qui peut la lire'),
    })
    .optional()
    .describe('La convention dont il est, quand c’est celle que celle-ci renouvelle'),
  takenOver: z.literal(true).optional().describe('Il en est repris ; sinon il mène à ce qui en est repris'),
};

/** The chain from needs to decisions, walked from anything of it, both ways. */
export const listChain = defineListOfADay({
  name: 'history.list-chain',
  title: 'Suivre la chaîne du besoin à la décision, dans un sens ou dans l’autre',
  route: '/conventions/:conventionId/chain',
  filters: {
    from: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'D’où partir : un identifiant, ou des mots de l’intitulé ; par défaut tous les besoins et ce qui est repris de la convention précédente (ou toutes les décisions, en remontant)',
      ),
    direction: z
      .enum(['down', 'up'])
      .default('down')
      .describe('down (du besoin vers la décision) ou up (de la décision vers le besoin)'),
  },
  item: z.object({
    depth: z.int().min(0).describe('À combien de pas du départ'),
    kind,
    kindLabel: z.string().describe('Ce que c’est, en français'),
    id,
    title: z.string(),
    on: day.optional().describe('Jour, de ce qui a eu lieu'),
    within,
    ...brought,
    from: z.string().max(60).optional().describe('D’où l’on vient ; absent : un point de départ'),
    again: z.boolean().describe('Déjà rencontré : la suite est là où il l’a été d’abord'),
    lacks: z.array(z.string()).max(5).describe('Ce qui lui manque, en français'),
  }),
  *rows(facts, { from, direction }, formers) {
    const chainFacts = chainFactsOf(facts, formers);
    const chain = yield* chainInSteps(chainFacts);
    const lacking = new Map<string, ChainBreak[]>();
    for (const { link, what } of yield* inSteps(breaksOf(chain, chainFacts))) {
      const known = lacking.get(link.key);
      if (known) known.push(what);
      else lacking.set(link.key, [what]);
    }
    const starts = yield* startsOf(chain, from, direction);
    const steps = yield* inSteps(walk(chain, starts, direction));
    return steps.map((step) => ({ ...step, lacks: lacking.get(step.link.key) ?? [] }));
  },
  show: ({ link, lacks, from, ...step }: Step & { readonly lacks: readonly ChainBreak[] }) => ({
    ...step,
    ...linkShown(link),
    ...(from === undefined ? {} : { from: from.id }),
    kindLabel: chainKinds[link.kind],
    lacks: lacks.map((one) => chainBreaks[one]),
  }),
});

const linkShown = ({ key: _key, ...link }: Link) => link;

/** The keys of where a walk starts. @throws notFound for an identifier of nothing of the chain */
function* startsOf(
  { links }: Chain,
  from: string | undefined,
  direction: 'down' | 'up',
): Generator<void, readonly string[]> {
  const all = links.values();
  const words = from === undefined ? '' : folded(from);
  const isId = /^[\da-f-]{36}(\.\d+)?$/.test(from ?? '');
  const isStart = (link: Link) =>
    from === undefined
      ? isFirst(link, direction)
      : isId
        ? link.id === from
        : folded(link.title).includes(words);
  const starts = (yield* inSteps(all, isStart)).map(({ key }) => key);
  if (from !== undefined && isId && starts.length === 0) throw notFound('Élément de la chaîne', from);
  return starts;
}

/** Where the chain begins, and what is taken over of the former convention; or where it ends. */
const isFirst = ({ kind, origin, takenOver }: Link, direction: 'down' | 'up'): boolean =>
  direction === 'up' ? kind === 'decision' : takenOver === true || (kind === 'need' && !origin);

/** Takes what comes, so much between two steps; those that are wanted. */
function* inSteps<One>(
  all: Iterable<One>,
  isWanted: (one: One) => boolean = () => true,
): Generator<void, One[]> {
  const taken: One[] = [];
  let looked = 0;
  for (const one of all) {
    if (isWanted(one)) taken.push(one);
    if (++looked % 500 === 0) yield;
  }
  return taken;
}

/** Where the chain is broken. */
export const listChainBreaks = defineListOfADay({
  name: 'history.list-chain-breaks',
  title: 'Lister les ruptures de la chaîne du besoin à la décision',
  route: '/conventions/:conventionId/chain/breaks',
  filters: { what: what.optional() },
  item: z.object({
    what,
    label: z.string().describe('La rupture en français'),
    kind,
    id,
    title: z.string(),
    on: day.optional().describe('Jour, de ce qui a eu lieu'),
    within,
    ...brought,
  }),
  *rows(facts, asked, formers) {
    const chainFacts = chainFactsOf(facts, formers);
    const chain = yield* chainInSteps(chainFacts);
    const isAsked = (one: Break) => asked.what === undefined || one.what === asked.what;
    return yield* inSteps(breaksOf(chain, chainFacts), isAsked);
  },
  show: ({ what: lacks, link }) => ({ what: lacks, label: chainBreaks[lacks], ...linkShown(link) }),
});
