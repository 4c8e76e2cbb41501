import { frenchDay } from '@ctg/calendar';
import { type ConventionFacts, lifeOf } from '@ctg/convention';
import { valueWords } from '@ctg/convention/words';
import { notFound, refused } from '@ctg/decider';

type Convention = ConventionFacts | undefined;

/** The convention, or the sentence that there is none. */
export function opened(state: Convention): ConventionFacts {
  if (!state) throw notFound('Convention', 'inconnue');
  return state;
}

/** A convention that still lives. */
export function alive(state: Convention): ConventionFacts {
  const convention = opened(state);
  if (!convention.ending) return convention;
  throw refused({
    code: 'convention-ended',
    title: 'Cette convention est terminée.',
    found: `fin le ${frenchDay(convention.ending.endedOn)}`,
    advice: 'Pour continuer, ouvrez une nouvelle convention liée à celle-ci.',
  });
}

/** A convention that nobody has signed: its parties may change everything. */
export function beforeAnySignature(state: Convention): ConventionFacts {
  const convention = alive(state);
  const signed = Object.values(convention.signing.progress).find(({ signatures }) => signatures.length > 0);
  if (!signed) return convention;
  throw refused({
    code: 'signed-by-some',
    title: 'Une signature au moins est donnée : ce que l’on signe ne change plus.',
    expected: 'une convention que personne n’a signée',
    found: `signée par : ${valueWords[signed.signatory.kind]} (SIREN ${signed.signatory.organisation})`,
    advice:
      'Ce qui a été mal saisi se corrige ; pour changer ce qui est convenu, proposez un avenant après la signature.',
  });
}

/** A convention that can still be changed without an amendment. */
export function beforeAllSigned(state: Convention): ConventionFacts {
  const convention = alive(state);
  const { completedOn } = lifeOf(convention);
  if (completedOn === undefined) return convention;
  throw refused({
    code: 'signed-by-all',
    title: 'La convention est signée par tous : elle ne change plus que par avenant.',
    found: `signée le ${frenchDay(completedOn)}`,
    advice: 'Proposez un avenant.',
  });
}
