import {
  type Archive,
  copyArchive,
  isServer,
  openArchive,
  type Progress,
  verifyCopy,
} from '@ctg/event-store/moving';
import { eventStorePassword } from '@ctg/event-store/open';
import { failed, usageFailure } from '../failure.js';
import type { Output } from './options.js';
import { prepareRoles } from './prepare-database.js';

export const storeActions = ['prepare', 'copy', 'verify', 'begin-epoch'] as const;

interface StoreOptions {
  readonly url?: string;
  readonly service?: string;
  readonly from?: string;
  readonly to?: string;
  readonly follow?: boolean;
  /** Database of the services' tables, to be carried over. */
  readonly tables?: string;
  readonly json?: boolean;
}

/** `ctg store prepare|copy|verify|begin-epoch`: speaks with the event store itself, not with the services. */
export async function store(
  action: string,
  options: StoreOptions,
  environment: NodeJS.ProcessEnv,
  output: Output,
): Promise<void> {
  try {
    if (action === 'prepare') return await prepare(options, environment, output);
    const password = eventStorePassword(environment);
    if (action === 'begin-epoch') await beginEpoch(options, password, output);
    else await move(action, options, password, output);
  } catch (error) {
    // Addresses are not among the words of these errors; the adapter knows them by the name they have in its environment.
    throw error instanceof Error && error.name !== 'CliFailure'
      ? failed(error.message.replaceAll(/EVENTSTOREDB_URL ?/g, 'L’adresse d’EventStoreDB '))
      : error;
  }
}

async function prepare(options: StoreOptions, environment: NodeJS.ProcessEnv, output: Output) {
  const { url = environment.DATABASE_URL, service, json } = options;
  if (url && /^postgres(ql)?:/.test(url)) {
    if (service !== undefined)
      throw usageFailure(
        '--service est l’utilisateur d’EventStoreDB ; sur PostgreSQL chaque service a son rôle (DATABASE_PASSWORD_<SERVICE>).',
      );
    return prepareRoles(url, environment, options, output);
  }
  const password = eventStorePassword(environment);
  if (!url || !service) {
    throw usageFailure(
      'store prepare attend l’adresse d’un administrateur de PostgreSQL dans DATABASE_URL, ou --url esdb://administrateur@serveur:2113 (mot de passe dans EVENTSTOREDB_PASSWORD) et --service <utilisateur des services>.',
    );
  }
  const { prepareEventStoreDb } = await import('@ctg/event-store/eventstoredb');
  const done = await prepareEventStoreDb({ url, service, ...(password ? { password } : {}) });
  const what = done === 'written' ? 'Les deux réglages sont écrits' : 'Les deux réglages étaient déjà là';
  output.out(
    json ? JSON.stringify({ prepared: done }) : `${what} : « ${service} » lit et écrit, et n’efface rien.`,
  );
}

async function beginEpoch({ url, json }: StoreOptions, password: string | undefined, output: Output) {
  if (!url)
    throw usageFailure('store begin-epoch attend --url : postgres://… ou esdb://… du journal restauré.');
  if (!isServer(url))
    throw usageFailure('Un dossier n’a pas d’époque : donnez l’adresse du journal restauré.');
  const archive = await openArchive(url, password ? { password } : {});
  try {
    await archive.beginEpoch(0);
    const { epoch } = (await archive.identity()) ?? {};
    output.out(json ? JSON.stringify({ epoch }) : `Époque ${epoch} : les positions d’avant sont refusées.`);
  } finally {
    await archive.close();
  }
}

async function move(
  action: string,
  { from, to, follow, tables, json }: StoreOptions,
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
    const isNew = action === 'copy';
    opened.push(await openArchive(from, password ? { password } : {}));
    opened.push(await openArchive(to, { isNew, ...(password ? { password } : {}) }));
    const [source, target] = opened as [Archive, Archive];
    let hasCaughtUp = false;
    let before = '';
    const progress = ({ phase, events }: Progress) => {
      const line = `${events} événements ${words[phase]}`;
      if (line !== before) output.progress(line);
      before = line;
      if (phase !== 'following' || hasCaughtUp) return;
      hasCaughtUp = true;
      output.say(
        'La copie a rattrapé le journal et le suit. Pour basculer : arrêtez les services, puis Ctrl-C ici ; la fin est alors copiée, et tout est vérifié.',
      );
    };
    const options = { progress, ...(follow ? { follow: stop.signal } : {}) };
    const found = await (action === 'copy' ? copyArchive : verifyCopy)(source, target, options);
    const { whole, events, streams, isAll } = found;
    if (events === 0 && !isAll) throw failed(`${target.name} est vide : rien de ${source.name} n’y est.`);
    const moved = tables && action === 'copy' ? await carry(tables, source, target) : undefined;
    if (json)
      output.out(
        JSON.stringify({
          events,
          streams: streams.size,
          sha256: whole,
          isAll,
          ...(moved && { tables: moved }),
        }),
      );
    else {
      output.out(
        `${events} événements de ${streams.size} flux, les mêmes des deux côtés ; empreinte ${whole}.`,
      );
      if (!isAll)
        output.say(`${source.name} contient depuis d’autres événements, que ${target.name} n’a pas.`);
      if (moved) output.out(moved.anew > 0 ? begunAnew(moved.anew) : carriedOver(moved.carried));
    }
  } finally {
    process.off('SIGINT', interrupt);
    for (const archive of opened) await archive.close();
  }
}

/** Loaded when it is needed only: no other command speaks with a database. */
async function carry(tables: string, source: Archive, target: Archive) {
  const { carryTables } = await import('@ctg/read-model');
  return carryTables(tables, source, target);
}

const words: Readonly<Record<Progress['phase'], string>> = {
  copying: 'copiés',
  following: 'copiés, à jour',
  verifying: 'vérifiés',
};

const carriedOver = (groups: number) =>
  `${groups} points de reprise placés sur ce journal ; les tables se refont au prochain démarrage, les anciennes servent jusque-là.`;
const begunAnew = (groups: number) =>
  `Ce journal s’arrête avant ce que les tables avaient lu : ${groups} points de reprise remis au début. Tout est relu au prochain démarrage ; ce qui avait été fait est reconnu.`;
