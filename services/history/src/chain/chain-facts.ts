import type { ChainFacts, FormerChain, TakenPiece } from '@ctg/convention/chain';
import type { FoldedFacts } from '../state/folded-facts.js';
import type { Former } from '../state/formers.js';
import { resultsIn, takenIn } from '../state/taken-over.js';

/** What the chain of a convention is made of, on the day of these facts, with what it takes over of the former ones. */
export const chainFactsOf = (
  { diagnostic, plan, evaluation, partners, day }: FoldedFacts,
  formers: readonly Former[] = [],
): ChainFacts => ({
  diagnostic: Object.values(diagnostic.diagnostics)[0],
  needs: diagnostic.needs,
  priorities: diagnostic.priorities,
  plan: Object.values(plan.plans)[0],
  actions: plan.actions,
  protocols: evaluation.protocols,
  evidence: evaluation.evidence,
  decisions: partners.governance.decisions.filter(({ decidedOn }) => decidedOn <= day),
  formers: formers.map((former): FormerChain => {
    const { convention } = former.facts.partners;
    return {
      conventionId: former.conventionId,
      ...(former.isSeen && convention ? { title: convention.title } : {}),
      facts: chainFactsOf(former.facts, former.formers),
      taken: piecesOf({ diagnostic, evaluation }, former.conventionId),
    };
  }),
});

/** Of what was taken over of a former convention, what the chain knows: it does not begin before the needs. */
const piecesOf = (
  facts: Pick<FoldedFacts, 'diagnostic' | 'evaluation'>,
  conventionId: string,
): readonly TakenPiece[] => [
  ...takenIn(facts).flatMap(({ kind, id, previousConventionId }) =>
    kind === 'need' && previousConventionId === conventionId ? [{ kind, id }] : [],
  ),
  ...resultsIn(facts).filter(({ previousConventionId }) => previousConventionId === conventionId),
];
