import type { Action, ActionStatus } from './action.js';

/** How far an action is, in the users' words. */
export const actionStatuses: Readonly<Record<ActionStatus, string>> = {
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

/** What an action does with what there is, in the users' words. */
export const approaches: Readonly<Record<Action['approach'], string>> = {
  optimise: 'optimise l’existant',
  develop: 'développe du nouveau',
};
