import { type Actor, type Role, roles } from '@ctg/access';
import type { PublishedEvent } from '@ctg/contracts';
import { forbidden } from '../rejection.js';

/** Whose word nobody else corrects: who signs, who records what the copil decided, who judges. */
const ownWord: ReadonlySet<string> = new Set(['legal_representative', 'copil_secretary', 'evaluator']);

/**
 * Who may correct a fact: whoever may record it, that is the same role for the same organisation; and the Caf's adviser,
 * where it is nobody's own word.
 */
const mayCorrect = (actor: Actor, { actor: author }: PublishedEvent): boolean =>
  actor.subject === author.subject ||
  (actor.role === author.role && actor.organisation === author.organisation) ||
  (actor.role === 'caf_adviser' && !ownWord.has(author.role));

/** @throws Rejection 403 `not-yours-to-correct` */
export function assertMayCorrect(actor: Actor, fact: PublishedEvent): void {
  if (mayCorrect(actor, fact)) return;
  throw forbidden({
    code: 'not-yours-to-correct',
    title: 'Vous ne pouvez pas corriger cet enregistrement.',
    expected: `le rôle de qui l’a enregistré (${roles[fact.actor.role as Role] ?? fact.actor.role}${fact.actor.organisation === undefined ? '' : ` pour ${fact.actor.organisation}`})`,
    found: `${roles[actor.role]}${actor.organisation === undefined ? '' : ` pour ${actor.organisation}`}`,
    advice: 'Demandez-le à cette personne, ou à une personne de même rôle.',
  });
}
