/**
 * Follows the events over HTTP, by long polling, and needs nothing but Node and this file.
 *
 *     CTG_URL=http://127.0.0.1:4000 CTG_TOKEN=... node http.mjs
 *
 * STATE: file that remembers the position (http-state.json). TYPES: only these types. ONCE=1: stop when all is read.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

const { CTG_URL = 'http://127.0.0.1:4000', CTG_TOKEN, STATE = 'http-state.json', TYPES, ONCE } = process.env;
if (!CTG_TOKEN) {
  console.error('CTG_TOKEN is missing: an access token of the platform is expected.');
  process.exit(2);
}
const memory = openMemory(STATE, { position: '0' });
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());

/** The effect. It may come twice for one event (after a crash), so it must not matter: source + id tell. */
function handle(event) {
  console.log(`${event.position} ${event.type} ${event.subject} ${event.source} ${event.id}`);
}

async function nextPage() {
  const query = new URLSearchParams({
    after: memory.content.position,
    limit: '100',
    wait: ONCE ? '0' : '20',
  });
  if (TYPES) query.set('types', TYPES);
  const answer = await fetch(`${CTG_URL}/api/feed?${query}`, {
    headers: { authorization: `Bearer ${CTG_TOKEN}` },
    signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(60_000)]),
  });
  if (answer.ok) return answer.json();
  const problem = await answer.text();
  // Waiting does not help against these: the token, the rights, the question.
  if ([400, 401, 403, 404, 422].includes(answer.status)) {
    console.error(`${answer.status}: ${problem}`);
    process.exit(1);
  }
  throw new Error(`${answer.status}: ${problem}`);
}

let failures = 0;
while (!stopping.signal.aborted) {
  try {
    const page = await nextPage();
    failures = 0;
    for (const event of page.events) handle(event);
    // After the effects, never before: a crash in between repeats events, it loses none.
    if (page.next !== memory.content.position) {
      memory.content.position = page.next;
      memory.save();
    }
    if (ONCE && page.caughtUp) break;
  } catch (error) {
    if (stopping.signal.aborted) break;
    failures++;
    console.error(`${error.message}; trying again`);
    const pause = Math.min(30_000, 250 * 2 ** failures) * (0.5 + Math.random());
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
      stopping.signal.addEventListener('abort', resolve, { once: true });
    });
  }
}
process.exit(0);

/** What it remembers from one start to the next: a JSON file that is replaced whole or not at all. */
function openMemory(file, fresh) {
  const content = remembered(file) ?? fresh;
  return {
    content,
    save() {
      const half = openSync(`${file}.new`, 'w');
      writeSync(half, JSON.stringify(content));
      fsyncSync(half);
      closeSync(half);
      renameSync(`${file}.new`, file);
    },
  };
}

/** Undefined when there is no such file; one that cannot be read is not one that is not there. */
function remembered(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    console.error(
      `${file}, which remembers what was handled, cannot be read: ${error.message}. Put it back from a backup; under another name all is read from the beginning.`,
    );
    process.exit(1);
  }
}
