import { type ActionStatus, actionStatuses, isBeforeAdoption } from '@ctg/convention/plan';
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

const said = (status: ActionStatus) => `${actionStatuses[status]} (${status})`;

/** @throws Rejection `transition-not-allowed` */
export function assertMayBecome(from: ActionStatus, to: ActionStatus): void {
  if (transitions[from].includes(to)) return;
  throw refused({
    code: 'transition-not-allowed',
    title: `Une action ${actionStatuses[from]} ne devient pas ${actionStatuses[to]}.`,
    expected: `depuis ${said(from)} : ${transitions[from].map(said).join(', ')}`,
    found: said(to),
    advice: isBeforeAdoption(from)
      ? 'Une action commence après son adoption par le copil ; si le plan vient d’être adopté, réessayez dans quelques secondes.'
      : 'Passez par les étapes permises.',
  });
}
