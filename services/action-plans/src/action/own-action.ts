import type { Actor } from '@ctg/access';
import type { Action } from '@ctg/convention/plan';
import { forbidden } from '@ctg/decider';

/** A pilot acts on the actions that their organisation pilots or co-pilots, as a whole or in one of its operations. */
export function assertOwnAction({ roles }: Action, { role, organisation }: Actor): void {
  if (role !== 'action_pilot') return;
  const pilots = roles.filter((held) => held.endedOn === undefined && /pilot$/.test(held.role));
  if (pilots.some((held) => held.organisation === organisation)) return;
  throw forbidden({
    code: 'not-your-action',
    title: 'Votre organisation ne pilote pas cette action.',
    expected:
      pilots.map((held) => held.organisation).join(', ') ||
      'une organisation pilote ; il n’y en a pas encore',
    found: organisation ?? 'aucune organisation dans votre identité',
    advice: 'Demandez au chargé de coopération de confier le pilotage à votre organisation.',
  });
}
