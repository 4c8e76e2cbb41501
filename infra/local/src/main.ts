import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shownStore } from '@ctg/event-store/open';
import { onNpmEnd } from '@ctg/local-postgres';
import { surviveBrokenOutput } from '@ctg/web-service';
import { CatchUpProgress } from './catch-up-progress.js';
import { readSettings, WrongSettings } from './settings.js';
import { StartFailure } from './start-failure.js';
import { type RunningLocal, startLocal } from './start-local.js';

/** `npm start`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

const rehearsing = `
ESSAI (REHEARSAL=true) : une demande peut dire quand elle est enregistrée ; rien d’ici ne sert pour de bon.
`;

/** Parts that hang do not keep the process: PostgreSQL's guardian stops it, what was committed stays. Milliseconds. */
const longestStop = 130_000;

/** What runs, or is being started; one end for all, whoever asks for it first. */
class Product {
  readonly #starting = new AbortController();
  #start: Promise<RunningLocal> | undefined;
  #askedAt: number | undefined;

  async run(): Promise<void> {
    const settings = readSettings(process.env, root);
    const began = performance.now();
    console.log('Démarrage…');
    const progress = new CatchUpProgress(process.stdout);
    this.#start = startLocal(settings, {
      catchingUp: (services) => progress.show(services),
      signal: this.#starting.signal,
      partingTime: 1_000,
      told: (sentence) => console.error(sentence),
      lost: (sentence) => {
        console.error(sentence);
        this.end(1);
      },
    });
    const { origin, ready } = await this.#start;
    await ready;
    progress.end();
    if (this.#askedAt !== undefined) return;
    const seconds = ((performance.now() - began) / 1000).toFixed(1).replace('.', ',');
    console.log(`
Prêt (ready) en ${seconds} s. Données : ${settings.databaseUrl ? 'base de DATABASE_URL' : settings.dataDir}
Journal des événements : ${shownStore(settings.eventStore ?? { kind: 'postgres', connectionString: '' })}
${settings.rehearsal ? rehearsing : ''}
  Accueil              ${origin}/
  API et sa doc        ${origin}/api/docs
  État de santé        ${origin}/health/ready
  Identité locale      ${origin}/identity

  Obtenir un jeton     npm run -s ctg -- token --as caf_adviser
  Jouer un scénario    npm run -s ctg -- play sud-avesnois
  Arrêter              Ctrl-C
`);
  }

  get isEnding(): boolean {
    return this.#askedAt !== undefined;
  }

  /** Stops all that was started, or is being started. A second Ctrl-C does not wait. */
  end(code: 0 | 1): void {
    if (this.#askedAt !== undefined) {
      // A terminal and npm may both pass on one Ctrl-C.
      if (performance.now() - this.#askedAt > 1_000) process.exit(130);
      return;
    }
    this.#askedAt = performance.now();
    console.log('Arrêt…');
    setTimeout(() => process.exit(1), longestStop).unref();
    this.#starting.abort(new StartFailure('Démarrage interrompu.'));
    void this.#stopped().then((faults) => {
      for (const fault of faults) console.error(fault);
      console.log('Arrêté.');
      process.exit(faults.length === 0 ? code : 1);
    });
  }

  /** A start that was interrupted has stopped what it had started. */
  async #stopped(): Promise<readonly string[]> {
    const running = await this.#start?.catch(() => undefined);
    return (await running?.stop()) ?? [];
  }
}

/** One sentence; where the fault is in the program is for those who ask for it. */
function unexpected(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const isAsked = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  return isAsked
    ? String(stack)
    : `Le produit n’a pas pu démarrer : ${message} (LOG_LEVEL=debug en dit plus).`;
}

surviveBrokenOutput();
const product = new Product();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => product.end(0));
onNpmEnd(() => product.end(0));
product.run().catch((error: unknown) => {
  // What fails while all is being ended comes from that.
  if (product.isEnding) return;
  const expected = error instanceof WrongSettings || error instanceof StartFailure;
  console.error(expected ? error.message : unexpected(error));
  process.exit(1);
});
