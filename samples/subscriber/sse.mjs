/**
 * Follows the events as Server-Sent Events, and needs nothing but Node and this file.
 *
 *     CTG_URL=http://127.0.0.1:4000 CTG_TOKEN=... node sse.mjs
 *
 * STATE: file that remembers the last id (sse-state.json).
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

const { CTG_URL = 'http://127.0.0.1:4000', CTG_TOKEN, STATE = 'sse-state.json' } = process.env;
if (!CTG_TOKEN) {
  console.error('CTG_TOKEN is missing: an access token of the platform is expected.');
  process.exit(2);
}
const memory = openMemory(STATE, { lastEventId: '0' });
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());

/** One message: fields by name. Comments (": ...") are heartbeats; an id without data only moves the place. */
function handle(message) {
  const fields = {};
  for (const line of message.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
  }
  if (fields.data) {
    const event = JSON.parse(fields.data);
    console.log(`${event.position} ${event.type} ${event.subject} ${event.source} ${event.id}`);
  }
  if (fields.id) {
    memory.content.lastEventId = fields.id;
    memory.save();
  }
}

async function follow() {
  const { signal } = stopping;
  const headers = { authorization: `Bearer ${CTG_TOKEN}`, 'last-event-id': memory.content.lastEventId };
  const answer = await fetch(`${CTG_URL}/api/feed/stream`, { headers, signal });
  if (answer.status === 401 || answer.status === 403) {
    console.error(`${answer.status}: ${await answer.text()}`);
    process.exit(1);
  }
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      handle(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

while (!stopping.signal.aborted) {
  await follow().catch((error) => stopping.signal.aborted || console.error(`${error.message}; trying again`));
  await new Promise((resolve) => setTimeout(resolve, stopping.signal.aborted ? 0 : 1_000));
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
