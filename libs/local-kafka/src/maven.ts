import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { KafkaUnavailable } from './kafka-failure.js';

/** Milliseconds that Maven is given: 54 MB over a slow line. */
const patience = 300_000;

/** A repository that cannot be reached is known in seconds, with the transport of Maven 3.8 and with that of 3.9. */
const impatient = [
  '-Dmaven.wagon.http.connectionTimeout=10000',
  '-Dmaven.wagon.http.retryHandler.count=0',
  '-Daether.connector.connectTimeout=10000',
  '-Daether.connector.http.retryHandler.count=0',
];

/**
 * Has Maven copy what a pom names, with all that this needs in turn, into a folder.
 * @param log file that receives Maven's own words when it fails
 * @throws KafkaUnavailable Maven is missing, reaches no repository, fails, or takes more than five minutes
 */
export async function copyDependencies(
  pom: string,
  folder: string,
  log: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const goal = [
    'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${folder}`,
  ];
  // -U: that it once reached nothing is no reason not to try again.
  const options = ['-q', '-B', '-U', '-Dstyle.color=never', ...impatient, '-f', pom];
  const { error, said } = await run([...options, ...goal], environment);
  if (error === undefined) return;
  if (error.code !== 'ENOENT') writeFileSync(log, said);
  throw explained(error, said, log);
}

interface Outcome {
  readonly error?: { readonly code?: unknown; readonly killed?: boolean };
  readonly said: string;
}

/** Not in the way of Ctrl-C: the event loop goes on. */
function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile('mvn', args, { env, timeout: patience, maxBuffer: 20_000_000 }, (error, out, err) => {
      const said = stripVTControlCharacters(`${out}${err}`);
      resolve(error ? { error: error as NonNullable<Outcome['error']>, said } : { said });
    });
  });
}

/** Maven's way of saying that it reached nothing. */
const unreachable =
  /Could not (transfer|find artifact)|was not found in|Connect(ion)? (to .* )?(refused|timed out)|UnknownHost|Unknown host|Network is unreachable|No route to host|offline mode|status code: (40[137]|5\d\d)|PKIX/i;

/** What Maven said, turned into one sentence. */
export function explained(error: NonNullable<Outcome['error']>, said: string, log: string): KafkaUnavailable {
  const cause = { cause: said.slice(-4_000) };
  const elsewhere = 'ou copiez ici le dossier .cache/kafka d’une machine où « npm run kafka » a déjà démarré';
  if (error.code === 'ENOENT')
    return new KafkaUnavailable(
      'Kafka a besoin de Maven (mvn) pour obtenir ses fichiers, trouvé : aucun',
      `installez-le (Debian : sudo apt install maven), ${elsewhere}`,
    );
  if (error.killed)
    return new KafkaUnavailable(
      `Maven n’a pas obtenu les fichiers de Kafka en ${patience / 60_000} minutes`,
      `vérifiez son accès au réseau, ${elsewhere} (ce qu’il a dit : ${log})`,
      cause,
    );
  if (unreachable.test(said)) {
    const host = /https?:\/\/([^\s/)]+)/.exec(said)?.[1];
    return new KafkaUnavailable(
      `Maven n’a pas obtenu les fichiers de Kafka : dépôt injoignable ou incomplet${host ? ` (${host})` : ''}`,
      `ouvrez-lui l’accès, nommez un miroir dans ~/.m2/settings.xml, ${elsewhere}`,
      cause,
    );
  }
  return new KafkaUnavailable(
    'Maven n’a pas obtenu les fichiers de Kafka',
    `lisez pourquoi dans ${log} et corrigez, ${elsewhere}`,
    cause,
  );
}
