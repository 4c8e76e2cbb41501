import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readCatalogue } from '../api/catalogue.js';
import type { Connection } from '../api/connection.js';
import { CliFailure, usageFailure } from '../failure.js';
import { checkSteps } from '../scenario/check-steps.js';
import { Journal } from '../scenario/journal.js';
import { type Outcome, Player } from '../scenario/player.js';
import { reader, readScenario, type Scenario } from '../scenario/read-scenario.js';
import { ScenarioSource } from '../scenario/source.js';
import type { CommonOptions, Output } from './options.js';

const shipped = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** A file by its path, or a scenario that comes with the product by its name. */
function findScenario(fileOrName: string): string {
  for (const file of [fileOrName, `${fileOrName}.yaml`, join(shipped, `${fileOrName}.yaml`)]) {
    if (statSync(file, { throwIfNoEntry: false }) && /\.ya?ml$/.test(file)) return file;
  }
  throw usageFailure(
    `Pas de scénario « ${fileOrName} » : donnez un fichier .yaml, ou le nom d’un scénario livré (sud-avesnois).`,
  );
}

/** `ctg check`: the format, then the words and fields when the server is there. */
export async function check(
  connection: Connection,
  name: string,
  options: CommonOptions & { readonly encoding?: string },
  { out, say }: Output,
): Promise<void> {
  const scenario = readScenario(ScenarioSource.read(findScenario(name), options.encoding));
  let complete = true;
  try {
    checkSteps(scenario, await readCatalogue(connection, reader(scenario.caf)));
  } catch (error) {
    if (!(error instanceof CliFailure) || error.exitCode !== 3) throw error;
    complete = false;
  }
  if (options.json) out(JSON.stringify({ title: scenario.title, steps: scenario.steps.length, complete }));
  else out(`« ${scenario.title} » : ${scenario.steps.length} étapes, rien à redire.`);
  if (!complete) say('Le serveur ne répond pas : les commandes et leurs champs n’ont pas été vérifiés.');
}

/** `ctg play`. */
export async function play(
  connection: Connection,
  name: string,
  options: CommonOptions & { readonly resume?: string; readonly dataDir: string; readonly encoding?: string },
  { out, say, progress }: Output,
): Promise<void> {
  const started = Date.now();
  const scenario = readScenario(ScenarioSource.read(findScenario(name), options.encoding));
  const runId = options.resume ?? newRunId();
  if (!/^[\w-]{4,60}$/.test(runId))
    throw usageFailure(`--resume attend le numéro d’un passage ; trouvé « ${runId} ».`);
  const catalogue = await readCatalogue(connection, reader(scenario.caf));
  checkSteps(scenario, catalogue);
  const journal = new Journal(join(options.dataDir, 'scenarios'), runId);
  const total = scenario.steps.length;
  if (!options.json) say(`« ${scenario.title} » : ${total} étapes (passage ${runId}).`);
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
  const seconds = Math.round((Date.now() - started) / 100) / 10;
  if (options.json) return out(JSON.stringify({ title: scenario.title, runId, seconds, ...outcome }));
  out(
    `Terminé : ${outcome.steps} étapes, ${outcome.events} événements, en ${String(seconds).replace('.', ',')} s.`,
  );
  for (const id of outcome.conventions)
    out(`Convention ${id} — à suivre avec : npm run -s ctg -- history ${id}`);
}

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
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { status } = await connection.call({
      method: 'GET',
      path: `/api/history/conventions/${id}/events?limit=1`,
      as: reader(caf),
      headers: { 'ctg-after-position': position },
    });
    if (status === 200) return;
    if (Date.now() > deadline)
      throw new CliFailure(
        1,
        'Tout est enregistré, mais l’historique ne l’a pas encore reçu : consultez-le dans un moment.',
      );
    await pause(500);
  }
}
