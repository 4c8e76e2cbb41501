import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, WrongSettings } from './settings.js';
import { StartFailure } from './start-failure.js';
import { startLocal } from './start-local.js';

/** `npm start`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

async function main(): Promise<void> {
  const settings = readSettings(process.env, root);
  const began = performance.now();
  console.log('Démarrage…');
  const starting = startLocal(settings);
  stopOnSignal(async () => (await starting.catch(() => undefined))?.stop() ?? []);
  const { origin } = await starting;
  const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
  console.log(`
Prêt (ready) en ${seconds} s. Données : ${settings.databaseUrl ? 'base de DATABASE_URL' : settings.dataDir}

  Accueil              ${origin}/
  API et sa doc        ${origin}/api/docs
  État de santé        ${origin}/health/ready
  Identité locale      ${origin}/identity

  Obtenir un jeton     npm run ctg -- token --as caf_adviser
  Jouer un scénario    npm run ctg -- play sud-avesnois
  Arrêter              Ctrl-C
`);
}

/** Ctrl-C twice does not wait: the guardian of PostgreSQL stops it, what was committed stays. */
function stopOnSignal(stop: () => Promise<readonly string[]>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A terminal and npm may both pass on one Ctrl-C.
      if (asked && performance.now() - askedAt < 1_000) return;
      if (asked) process.exit(130);
      asked = true;
      askedAt = performance.now();
      console.log('Arrêt…');
      setTimeout(() => process.exit(1), longestStop).unref();
      void stop().then((faults) => {
        for (const fault of faults) console.error(fault);
        console.log('Arrêté.');
        process.exit(faults.length === 0 ? 0 : 1);
      });
    });
  }
}

let askedAt = 0;
const longestStop = 130_000;

main().catch((error: unknown) => {
  const expected = error instanceof WrongSettings || error instanceof StartFailure;
  console.error(expected ? error.message : error);
  process.exit(1);
});
