import { prepareEventStoreDb } from '@ctg/event-store/eventstoredb';
import { type Archive, copyArchive, openArchive, verifyCopy } from '@ctg/event-store/moving';
import { failed, usageFailure } from '../failure.js';
import type { Output } from './options.js';

export const storeActions = ['prepare', 'copy', 'verify'] as const;

interface StoreOptions {
  readonly url?: string;
  readonly service?: string;
  readonly from?: string;
  readonly to?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** `ctg store prepare|copy|verify`: speaks with the event store itself, not with the services. */
export async function store(
  action: string,
  options: StoreOptions,
  environment: NodeJS.ProcessEnv,
  output: Output,
): Promise<void> {
  const password = environment.EVENTSTOREDB_PASSWORD;
  try {
    if (action === 'prepare') await prepare(options, password, output);
    else await move(action, options, password, output);
  } catch (error) {
    // Addresses are not among the words of these errors.
    throw error instanceof Error && error.name !== 'CliFailure' ? failed(error.message) : error;
  }
}

async function prepare({ url, service, json }: StoreOptions, password: string | undefined, output: Output) {
  if (!url || !service) {
    throw usageFailure(
      'store prepare attend --url esdb://administrateur@serveur:2113 (mot de passe dans EVENTSTOREDB_PASSWORD) et --service <utilisateur des services>.',
    );
  }
  const done = await prepareEventStoreDb({ url, service, ...(password ? { password } : {}) });
  const what = done === 'written' ? 'Les deux réglages sont écrits' : 'Les deux réglages étaient déjà là';
  output.out(
    json ? JSON.stringify({ prepared: done }) : `${what} : « ${service} » lit et écrit, et n’efface rien.`,
  );
}

async function move(
  action: string,
  { from, to, follow, json }: StoreOptions,
  password: string | undefined,
  output: Output,
): Promise<void> {
  if (!from || !to)
    throw usageFailure(`store ${action} attend --from et --to : postgres://…, esdb://… ou un dossier.`);
  const opened: Archive[] = [];
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  if (follow) process.once('SIGINT', interrupt);
  try {
    for (const address of [from, to]) opened.push(await openArchive(address, password));
    const [source, target] = opened as [Archive, Archive];
    if (follow) output.say('Ctrl-C quand plus personne n’écrit : la copie est alors finie et vérifiée.');
    const words = { copying: 'copiés', verifying: 'vérifiés' };
    const progress = (done: { phase: keyof typeof words; events: number }) =>
      output.progress(`${done.events} événements ${words[done.phase]}`);
    const options = { progress, ...(follow ? { follow: stop.signal } : {}) };
    const found = await (action === 'copy' ? copyArchive : verifyCopy)(source, target, options);
    const { whole, events, streams } = found;
    output.out(
      json
        ? JSON.stringify({ events, streams: streams.size, sha256: whole })
        : `${events} événements de ${streams.size} flux, les mêmes des deux côtés ; empreinte ${whole}.`,
    );
  } finally {
    process.off('SIGINT', interrupt);
    for (const archive of opened) await archive.close();
  }
}
