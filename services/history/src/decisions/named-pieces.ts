import { chainKinds, chainOf, type Link } from '@ctg/convention/chain';
import type { Value } from '@ctg/convention/diagnostic';
import { capital } from '@ctg/convention/words';
import { chainFactsOf } from '../chain/chain-facts.js';
import type { FoldedFacts } from '../state/folded-facts.js';
import type { Former } from '../state/formers.js';
import { takenIn } from '../state/taken-over.js';

/** An identifier of ours; of a recommendation its protocol and its rank. */
const identifier = /^[\da-f-]{36}(\.\d+)?$/;

/**
 * What those pieces are called that decisions name by their identifier: things of the chain, values and offers of the
 * diagnostic, and what is taken over of a former convention.
 */
export function namedPieces(facts: FoldedFacts, formers: readonly Former[]): ReadonlyMap<string, string> {
  const pieces = new Map<string, string>();
  const { decisions } = facts.partners.governance;
  if (!decisions.some(({ evidence = [] }) => evidence.some((piece) => identifier.test(piece)))) return pieces;
  for (const link of chainOf(chainFactsOf(facts, formers)).links.values())
    pieces.set(link.id, linkInWords(link));
  for (const value of Object.values(facts.diagnostic.values)) pieces.set(value.valueId, valueInWords(value));
  for (const { offerId, name } of Object.values(facts.diagnostic.offers))
    pieces.set(offerId, `Offre « ${name} »`);
  const theirs = new Map(formers.map((former) => [former.conventionId, former.facts.diagnostic.values]));
  for (const { id, previousConventionId } of takenIn(facts)) {
    const value = theirs.get(previousConventionId)?.[id];
    if (value) pieces.set(id, `${valueInWords(value)}, reprise de la convention précédente`);
  }
  return pieces;
}

const valueInWords = ({ indicator, year }: Value): string => `Valeur « ${indicator} » ${year}`;

/** « Besoin « Accueil du matin », de « CTG 2019-2022 » » */
function linkInWords({ kind, title, origin }: Link): string {
  const told = `${capital(chainKinds[kind])} « ${title} »`;
  if (!origin) return told;
  return `${told}, ${origin.title === undefined ? 'de la convention précédente' : `de « ${origin.title} »`}`;
}
