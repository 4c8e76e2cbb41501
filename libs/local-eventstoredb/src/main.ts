import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { User } from './access.js';
import { certificate } from './certificate.js';
import { startStandIn } from './stand-in.js';

/**
 * `npm run eventstoredb`: the stand-in as a process of its own, until Ctrl-C, on EVENTSTOREDB_PORT (2113 unless told); its
 * log, its certificate and the number of its process (`pid`) in CTG_DATA_DIR/eventstoredb. EVENTSTOREDB_USERS
 * (`admin:changeit,ctg:secret`) makes it a server with TLS, names and passwords, of which the one named `admin` is the
 * administrator. For tests and for trying out; it keeps everything in memory, and is no place for a convention.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

class WrongSetting extends Error {}

async function main(): Promise<void> {
  const { EVENTSTOREDB_PORT, EVENTSTOREDB_USERS, CTG_DATA_DIR } = process.env;
  const port = EVENTSTOREDB_PORT?.trim() || '2113';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new WrongSetting(`EVENTSTOREDB_PORT doit être un nombre de 0 à 65535 ; trouvé « ${port} ».`);
  const folder = join(resolve(root, CTG_DATA_DIR?.trim() || '.data'), 'eventstoredb');
  mkdirSync(folder, { recursive: true });
  const users = usersOf(EVENTSTOREDB_USERS?.trim() ?? '');
  const tls = users.length > 0 ? certificate(folder) : undefined;
  const server = await startStandIn({
    port: Number(port),
    file: join(folder, 'log.jsonl'),
    ...(tls ? { users, tls } : {}),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new WrongSetting(
      `Le port ${port} est déjà pris : arrêtez qui l’occupe, ou donnez EVENTSTOREDB_PORT.`,
    );
  });
  const pid = join(folder, 'pid');
  writeFileSync(pid, String(process.pid));
  const who = tls ? '<nom>@' : '';
  const options = tls ? `tlsCAFile=${tls.authority}` : 'tls=false';
  console.log(
    `La doublure d’EventStoreDB est prête (ready) : esdb://${who}127.0.0.1:${server.port}?${options}. Données : ${folder}. Arrêter : Ctrl-C`,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      void server.kill().then(() => {
        rmSync(pid, { force: true });
        process.exit(0);
      });
    });
}

function usersOf(text: string): readonly User[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((each) => {
      const [name = '', ...password] = each.split(':');
      if (!name || password.length === 0)
        throw new WrongSetting('EVENTSTOREDB_USERS attend des « nom:motdepasse » séparés par des virgules.');
      return { name, password: password.join(':'), isAdmin: name === 'admin' };
    });
}

main().catch((error: unknown) => {
  console.error(error instanceof WrongSetting ? error.message : error);
  process.exit(1);
});
