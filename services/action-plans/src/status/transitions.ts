import { type ActionStatus, isBeforeAdoption } from '@ctg/convention/plan';
import { refused } from '@ctg/decider';

/**
 * Where an action may go from where it is. `adopted` is in no list: an action is adopted with the plan, by the copil
 * (see `adopt-action.ts`).
 */
export const transitions: Readonly<Record<ActionStatus, readonly ActionStatus[]>> = {
  'to-discuss': ['proposed', 'abandoned'],
  proposed: ['to-discuss', 'ready', 'abandoned'],
  ready: ['to-discuss', 'proposed', 'abandoned'],
  adopted: ['in-progress', 'late', 'paused', 'abandoned'],
  'in-progress': ['paused', 'late', 'done', 'abandoned'],
  paused: ['in-progress', 'late', 'abandoned'],
  late: ['in-progress', 'paused', 'done', 'abandoned'],
  done: ['in-progress'],
  abandoned: ['to-discuss', 'proposed'],
};

/** The words that users say. */
export const frenchStatus: Readonly<Record<ActionStatus, string>> = {
  'to-discuss': 'à débattre',
  proposed: 'proposée',
  ready: 'prête',
  adopted: 'adoptée',
  'in-progress': 'en cours',
  paused: 'suspendue',
  late: 'en retard',
  done: 'réalisée',
  abandoned: 'abandonnée',
};

const said = (status: ActionStatus) => `${frenchStatus[status]} (${status})`;

/** @throws Rejection `transition-not-allowed` */
export function assertMayBecome(from: ActionStatus, to: ActionStatus): void {
  if (transitions[from].includes(to)) return;
  throw refused({
    code: 'transition-not-allowed',
    title: `Une action ${frenchStatus[from]} ne devient pas ${frenchStatus[to]}.`,
    expected: `depuis ${said(from)} : ${transitions[from].map(said).join(', ')}`,
    found: said(to),
    advice: isBeforeAdoption(from)
      ? 'Une action commence après son adoption par le copil ; si le plan vient d’être adopté, réessayez dans quelques secondes.'
      : 'Passez par les étapes permises.',
  });
}
