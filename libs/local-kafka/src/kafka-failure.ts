/** The local Kafka cannot be used; the message is one French sentence that says what to do. */
export class KafkaFailure extends Error {
  override readonly name: string = 'KafkaFailure';
}

/** This machine cannot run Kafka at all: two halves of one sentence, so that a caller may add another way out. */
export class KafkaUnavailable extends KafkaFailure {
  override readonly name = 'KafkaUnavailable';
  constructor(
    readonly why: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${why} ; ${remedy}.`, options);
  }
}

/** What the broker wrote before it ended, turned into one sentence. */
export function explained(output: string, dataDir: string, port: number): KafkaFailure {
  const cause = { cause: output.slice(-4_000) };
  if (/Address already in use|BindException/i.test(output)) {
    return new KafkaFailure(
      `Le port ${port} est déjà pris : arrêtez le programme qui l’occupe, ou choisissez-en un autre (KAFKA_PORT).`,
      cause,
    );
  }
  if (/No space left on device/i.test(output)) {
    return new KafkaFailure(
      `Le disque de ${dataDir} est plein : libérez de la place, puis recommencez.`,
      cause,
    );
  }
  if (/Permission denied|AccessDenied/i.test(output)) {
    return new KafkaFailure(
      `Kafka n’a pas le droit d’écrire dans ${dataDir} : donnez-lui ce dossier.`,
      cause,
    );
  }
  if (/OutOfMemoryError|Could not reserve enough space|insufficient memory/i.test(output))
    return new KafkaFailure('Il ne reste pas assez de mémoire pour démarrer Kafka.', cause);
  const lastLine = output
    .trim()
    .split('\n')
    .filter((line) => /ERROR|FATAL|Exception/.test(line))
    .at(-1);
  return new KafkaFailure(`Kafka n’a pas démarré dans ${dataDir} : ${lastLine ?? 'il n’a rien dit'}`, cause);
}
