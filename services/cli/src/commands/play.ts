import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Catalogue, readCatalogue } from '../api/catalogue.js';
import type { Connection } from '../api/connection.js';
import { CliFailure, usageFailure } from '../failure.js';
import { checkSteps } from '../scenario/check-steps.js';
import { Faults } from '../scenario/faults.js';
import { Journal } from '../scenario/journal.js';
import { type Outcome, Player } from '../scenario/player.js';
import { reader, readScenario, type Scenario } from '../scenario/read-scenario.js';
import { ScenarioSource } from '../scenario/source.js';
import { findScenario } from './find-scenario.js';
import type { CommonOptions, Output } from './options.js';

/** `ctg check`: the format, then the words and fields when the server is there. */
export async function check(
  connection: Connection,
  name: string,
  options: CommonOptions & { readonly encoding?: string },
  { out, say }: Output,
): Promise<void> {
  const { scenario, unreachable } = await checked(connection, name, options.encoding);
  const complete = unreachable === undefined;
  if (options.json) out(JSON.stringify({ title: scenario.title, steps: scenario.steps.length, complete }));
  else out(`« ${scenario.title} » : ${count(scenario.steps.length, 'étape')}, rien à redire.`);
  if (!complete) say('Le serveur ne répond pas : les commandes et leurs champs n’ont pas été vérifiés.');
}

interface Checked {
  readonly scenario: Scenario;
  /** Undefined: the server is not there. */
  readonly catalogue?: Catalogue;
  /** Why the words of the server could not be looked at. */
  readonly unreachable?: CliFailure;
}

/** A scenario in which nothing is wrong, as far as can be told. @throws CliFailure with all that is */
async function checked(connection: Connection, name: string, encoding?: string): Promise<Checked> {
  const faults = new Faults();
  const scenario = readScenario(ScenarioSource.read(findScenario(name), encoding), faults);
  let catalogue: Catalogue;
  try {
    catalogue = await readCatalogue(connection, reader(scenario.caf));
  } catch (error) {
    // What is wrong in the file comes first: nobody is given a token for a Caf that is none.
    faults.tell();
    if (!(error instanceof CliFailure) || error.exitCode !== 3) throw error;
    return { scenario, unreachable: error };
  }
  checkSteps(scenario, catalogue, faults);
  return { scenario, catalogue };
}

interface PlayOptions extends CommonOptions {
  readonly resume?: string;
  readonly times?: string;
  readonly dataDir: string;
  readonly encoding?: string;
}

/** `ctg play`. */
export async function play(
  connection: Connection,
  name: string,
  options: PlayOptions,
  output: Output,
): Promise<void> {
  const times = timesOf(options);
  const { scenario, catalogue, unreachable } = await checked(connection, name, options.encoding);
  if (!catalogue) throw unreachable;
  const once = (runId: string, told: Output) =>
    playOnce({ connection, catalogue, scenario, name, runId, options }, told);
  if (times !== undefined) return playAgain(scenario, times, once, output, options.json);
  const runId = options.resume ?? newRunId();
  if (!/^[\w-]{4,60}$/.test(runId))
    throw usageFailure(`--resume attend le numéro d’un passage ; trouvé « ${runId} ».`);
  const { seconds, ...outcome } = await once(runId, output);
  if (options.json) return output.out(JSON.stringify({ title: scenario.title, runId, seconds, ...outcome }));
  output.out(
    `Terminé : ${count(outcome.steps, 'étape')}, ${count(outcome.events, 'événement')}, en ${french(seconds)} s.`,
  );
  for (const id of outcome.conventions)
    output.out(`Convention ${id} — à suivre avec : npm run -s ctg -- history ${id}`);
}

/** Undefined: once. @throws CliFailure */
function timesOf({ times, resume }: PlayOptions): number | undefined {
  if (times === undefined) return undefined;
  if (resume !== undefined) throw usageFailure('--times et --resume ne vont pas ensemble.');
  if (!/^[1-9]\d{0,3}$/.test(times))
    throw usageFailure(`--times attend un nombre de passages, de 1 à 9999 ; trouvé « ${times} ».`);
  return Number(times);
}

interface Playing {
  readonly connection: Connection;
  readonly catalogue: Catalogue;
  readonly scenario: Scenario;
  readonly name: string;
  readonly runId: string;
  readonly options: PlayOptions;
}

type Ended = Outcome & { readonly seconds: number };

async function playOnce(
  { connection, catalogue, scenario, name, runId, options }: Playing,
  { say, progress }: Output,
): Promise<Ended> {
  const started = performance.now();
  const journal = new Journal(join(options.dataDir, 'scenarios'), runId);
  const total = scenario.steps.length;
  if (!options.json) say(`« ${scenario.title} » : ${count(total, 'étape')} (passage ${runId}).`);
  const player = new Player(scenario, {
    connection,
    catalogue,
    journal,
    onStep: (step, title) => {
      const line = `étape ${step.number}/${total} : ${step.note ?? title}`;
      if (!options.json) progress(line);
    },
  });
  const outcome = await played(player, runId, name);
  await historyCaughtUp(connection, scenario, outcome);
  return { seconds: Math.round((performance.now() - started) / 100) / 10, ...outcome };
}

/** Plays the same scenario several times in a row, each a new passage; one that fails does not keep the next from being played. */
async function playAgain(
  { title }: Scenario,
  times: number,
  once: (runId: string, told: Output) => Promise<Ended>,
  output: Output,
  json = false,
): Promise<void> {
  const quiet: Output = { out: () => {}, say: () => {}, progress: () => {} };
  const failed: { readonly runId: string; readonly error: string }[] = [];
  const plays: Ended[] = [];
  for (let time = 1; time <= times; time++) {
    const runId = newRunId();
    try {
      plays.push(await once(runId, quiet));
    } catch (error) {
      if (!(error instanceof CliFailure) || error.exitCode !== 1) throw error;
      failed.push({ runId, error: error.message });
      if (!json) output.say(error.message);
    }
    if (!json) output.progress(`passage ${time}/${times} : ${failed.length} en échec`);
  }
  const sum = (of: (one: Ended) => number) => plays.reduce((total, one) => total + of(one), 0);
  const told = {
    title,
    times,
    passed: plays.length,
    sentAgain: sum(({ sentAgain }) => sentAgain),
    seconds: Math.round(sum(({ seconds }) => seconds) * 10) / 10,
    failed,
  };
  output.out(
    json
      ? JSON.stringify(told)
      : `« ${title} » : ${count(told.passed, 'passage')} ${told.passed > 1 ? 'réussis' : 'réussi'} sur ${times}, en ${french(told.seconds)} s ; demandes renvoyées faute d’être connues d’un autre service : ${told.sentAgain}.`,
  );
  if (failed.length > 0)
    throw new CliFailure(1, `${count(failed.length, 'passage')} en échec sur ${times}.`, { failed });
}

/** In French, the plural begins with two. */
const count = (number: number, thing: string): string => `${number} ${thing}${number > 1 ? 's' : ''}`;

const french = (seconds: number): string => String(seconds).replace('.', ',');

async function played(player: Player, runId: string, name: string): Promise<Outcome> {
  try {
    return await player.play();
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    throw new CliFailure(
      error.exitCode,
      `${error.message}\nPour reprendre à cette étape : npm run -s ctg -- play ${name} --resume ${runId}`,
      { runId, ...error.details },
    );
  }
}

const newRunId = (): string =>
  `${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;

/** What was played can be read in the history when this returns. */
async function historyCaughtUp(
  connection: Connection,
  { caf }: Scenario,
  { conventions, position }: Outcome,
): Promise<void> {
  const id = conventions.at(-1);
  if (id === undefined || position === undefined) return;
  const deadline = performance.now() + 30_000;
  for (;;) {
    const { status } = await connection.call({
      method: 'GET',
      path: `/api/history/conventions/${id}/events?limit=1`,
      as: reader(caf),
      headers: { 'ctg-after-position': position },
    });
    if (status === 200) return;
    if (performance.now() > deadline)
      throw new CliFailure(
        1,
        'Tout est enregistré, mais l’historique ne l’a pas encore reçu : consultez-le dans un moment.',
      );
    await pause(500);
  }
}
