import { parseArgs } from 'node:util';
import { runChaos } from './chaos.js';

/** `npm run chaos -- --minutes 30 [--kills 30] [--players 2] [--seed 7]`: ends with 1 when anything was lost or doubled. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    kills: { type: 'string', default: '30' },
    players: { type: 'string', default: '2' },
    seed: { type: 'string' },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d+(\.\d+)?$/.test(value)) {
    console.error(`--${name} attend un nombre ; trouvé « ${value} ».`);
    process.exit(2);
  }
}
// The client of Kafka waits for sockets that do not keep a process alive.
const open = setInterval(() => {}, 1_000_000);
const result = await runChaos({
  kills: Number(values.kills),
  during: Number(values.minutes) * 60_000,
  players: Number(values.players),
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
  say: (line) => console.error(line),
});
clearInterval(open);
console.log(JSON.stringify(result, null, 2));
const { topics, readModels, reactions } = result;
const faults =
  topics.missing +
  topics.altered +
  topics.foreign +
  topics.outOfOrder +
  readModels.different +
  readModels.parked +
  reactions.lost +
  reactions.doubled;
process.exitCode = faults === 0 ? 0 : 1;
