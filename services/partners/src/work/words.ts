import type { TaskKind } from '@ctg/convention';
import { z } from 'zod';

/** What is to be done, in the users' words, and the command that records that it was. */
export const taskWords: Readonly<Record<TaskKind, { readonly label: string; readonly next: string }>> = {
  deliberation: {
    label: 'délibérer',
    next: 'Réunir l’assemblée, puis enregistrer sa délibération (record-deliberation, record-amendment-deliberation).',
  },
  signature: { label: 'signer', next: 'Signer, en qualité de représentant légal (sign, sign-amendment).' },
  receipt: {
    label: 'transmettre au contrôle de légalité',
    next: 'Enregistrer le récépissé (record-legality-receipt, record-amendment-receipt).',
  },
  'deliberation-missing': {
    label: 'retrouver la délibération de ce qui est signé',
    next: 'Enregistrer la délibération sur laquelle repose la signature (record-deliberation, record-amendment-deliberation).',
  },
  'amendment-plan': {
    label: 'adopter le plan que l’avenant apporte',
    next: 'Faire adopter le plan par le copil comme partie de l’avenant (action-plans.adopt-plan, amendmentId).',
  },
  notice: {
    label: 'tirer les conséquences d’un départ annoncé',
    next: 'Proposer un avenant avant la fin du préavis (propose-amendment).',
  },
  renewal: {
    label: 'préparer le renouvellement',
    next: 'Ouvrir la convention suivante (open-convention, previousConventionId), puis lier les deux (record-renewal).',
  },
  end: {
    label: 'dire la suite d’une convention dont le terme est passé',
    next: 'Enregistrer le renouvellement (record-renewal) ou l’échéance (lapse-convention).',
  },
  'yearly-meeting': {
    label: 'réunir le copil de l’année',
    next: 'Prévoir la réunion (plan-meeting), puis l’enregistrer (hold-planned-meeting).',
  },
  'meeting-to-tell': {
    label: 'rendre compte d’une réunion prévue',
    next: 'Enregistrer qu’elle a eu lieu (hold-planned-meeting).',
  },
  'yearly-review': {
    label: 'valider le bilan de l’année',
    next: 'Faire valider le bilan par le copil (record-decision, puis action-plans.review-year).',
  },
};

const kinds = Object.keys(taskWords) as [TaskKind, ...TaskKind[]];

export const taskKind = z.enum(kinds).describe(
  `Ce qui est attendu : ${Object.entries(taskWords)
    .map(([kind, { label }]) => `${kind} (${label})`)
    .join(', ')}`,
);
