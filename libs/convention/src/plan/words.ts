import type { Action, ActionStatus, Progress } from './action.js';

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

type Change = NonNullable<Progress['offerChanges']>[number]['change'];

/** What an action did to an offer, in the users' words. */
export const offerChanges: Readonly<Record<Change, string>> = {
  created: 'créée',
  extended: 'agrandie',
  improved: 'améliorée',
  reduced: 'réduite',
  closed: 'fermée',
};
