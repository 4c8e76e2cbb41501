import { z } from 'zod';
import { defineEvent } from './define-event.js';

const name = 'CommandChangedNothing';
const made = new Map<string, ReturnType<typeof define>>();

const define = (service: string) =>
  defineEvent({
    type: `${service}.${name}`,
    title: 'Demande sans effet',
    schema: z.object({
      command: z.string().describe('Commande demandée, par exemple partners.rename-organisation'),
    }),
  });

/**
 * The event of a service for a command that was sent under an Idempotency-Key and changed nothing. It says nothing about
 * the world and no state is folded from it: it stands in the stream so that the same key changes nothing ever after, when
 * the same command might. A command without a key leaves no trace when it changes nothing.
 */
export function changedNothing(service: string): ReturnType<typeof define> {
  const known = made.get(service) ?? define(service);
  made.set(service, known);
  return known;
}

/** Says nothing about the world: no state is folded from it. */
export const isChangedNothing = (type: string): boolean => type.endsWith(`.${name}`);
