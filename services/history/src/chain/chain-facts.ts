import type { ChainFacts } from '@ctg/convention/chain';
import type { FoldedFacts } from '../state/folded-facts.js';

/** What the chain of a convention is made of, on the day of these facts. */
export const chainFactsOf = ({ diagnostic, plan, evaluation, partners, day }: FoldedFacts): ChainFacts => ({
  diagnostic: Object.values(diagnostic.diagnostics)[0],
  needs: diagnostic.needs,
  priorities: diagnostic.priorities,
  plan: Object.values(plan.plans)[0],
  actions: plan.actions,
  protocols: evaluation.protocols,
  evidence: evaluation.evidence,
  decisions: partners.governance.decisions.filter(({ decidedOn }) => decidedOn <= day),
});
