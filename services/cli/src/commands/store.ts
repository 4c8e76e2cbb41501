import { prepareEventStoreDb } from '@ctg/event-store/eventstoredb';
import { failed, usageFailure } from '../failure.js';
import type { Output } from './options.js';

export const storeActions = ['prepare'] as const;

interface StoreOptions {
  readonly url?: string;
  readonly service?: string;
  readonly json?: boolean;
}

/** `ctg store prepare`: speaks with the event store itself, not with the services. */
export async function store(
  _action: string,
  { url, service, json }: StoreOptions,
  environment: NodeJS.ProcessEnv,
  output: Output,
): Promise<void> {
  if (!url || !service) {
    throw usageFailure(
      'store prepare attend --url esdb://administrateur@serveur:2113 (mot de passe dans EVENTSTOREDB_PASSWORD) et --service <utilisateur des services>.',
    );
  }
  const password = environment.EVENTSTOREDB_PASSWORD;
  const done = await prepareEventStoreDb({ url, service, ...(password ? { password } : {}) }).catch(
    (error: Error) => {
      throw failed(error.message);
    },
  );
  const what = done === 'written' ? 'Les deux réglages sont écrits' : 'Les deux réglages étaient déjà là';
  output.out(
    json ? JSON.stringify({ prepared: done }) : `${what} : « ${service} » lit et écrit, et n’efface rien.`,
  );
}
