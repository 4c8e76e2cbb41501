import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { StoreIdentity } from '../port.js';
import { type Archive, DamagedBackup, type MovedEvent, NotAnArchive, NotTheSameStore } from './archive.js';

/** A segment holds no more. */
const most = { events: 10_000, characters: 16_000_000 };

interface Segment {
  readonly file: string;
  readonly events: number;
  /** SHA-256 of the uncompressed lines. */
  readonly sha256: string;
  /** SHA-256 of the chain before and this hash: a segment cannot be left out or exchanged. */
  readonly chain: string;
}

interface Manifest {
  readonly format: 1;
  readonly segments: readonly Segment[];
  /** The store that it is a backup of: what readers kept are positions of it. */
  readonly store?: StoreIdentity;
}

/**
 * A folder as an archive, which is the backup of either store: compressed JSON Lines in segments, a hash of each, and a
 * manifest that is replaced as a whole. What was written and is not in the manifest does not count.
 * @param isNew a backup may be begun there; otherwise it must be one
 */
export async function folderArchive(folder: string, isNew: boolean): Promise<Archive> {
  if (isNew) await mkdir(folder, { recursive: true });
  let manifest = (await readManifest(folder)) ?? (await begun(folder, isNew));
  let waiting: MovedEvent[] = [];
  let characters = 0;
  let store = manifest.store;

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    const lines = waiting.map((event) => `${JSON.stringify(asLine(event))}\n`).join('');
    const file = `${String(manifest.segments.length + 1).padStart(8, '0')}.jsonl.gz`;
    const sha256 = sha(lines);
    const chain = sha(`${manifest.segments.at(-1)?.chain ?? ''}${sha256}`);
    await replace(join(folder, file), gzipSync(lines));
    manifest = {
      format: 1,
      ...(store ? { store } : {}),
      segments: [...manifest.segments, { file, events: waiting.length, sha256, chain }],
    };
    await replace(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 1));
    waiting = [];
    characters = 0;
  }

  async function* read(after?: MovedEvent): AsyncGenerator<MovedEvent> {
    await flush();
    let isFound = after === undefined;
    let chain = '';
    for (const segment of manifest.segments) {
      const events = await readSegment(folder, segment, chain);
      chain = segment.chain;
      for (const event of events) {
        if (isFound) yield event;
        else isFound = event.id === after?.id && event.stream === after.stream;
      }
    }
    if (!isFound)
      throw new NotTheSameStore(
        `${folder} n’a pas l’événement ${after?.id} que la cible a en dernier : ce n’est pas sa sauvegarde.`,
      );
  }

  return {
    name: folder,
    read,
    last: async () => {
      await flush();
      const segment = manifest.segments.at(-1);
      const chain = manifest.segments.at(-2)?.chain ?? '';
      return segment ? (await readSegment(folder, segment, chain)).at(-1) : undefined;
    },
    at: async (places) => {
      const wanted = new Set(places.map(({ eventId }) => eventId));
      const found = new Map<string, MovedEvent>();
      for await (const event of read()) if (wanted.has(event.id)) found.set(event.id, event);
      return places.map(({ eventId }) => found.get(eventId ?? ''));
    },
    positionOf: async () => undefined,
    identity: async () => store,
    beginEpoch: async () => undefined,
    receive: async (events, from) => {
      store = from ?? store;
      waiting.push(...events);
      for (const { rawData, rawMetadata } of events) characters += rawData.length + rawMetadata.length;
      if (waiting.length >= most.events || characters >= most.characters) await flush();
    },
    close: flush,
  };
}

/** A new backup stands in a folder of its own. */
async function begun(folder: string, isNew: boolean): Promise<Manifest> {
  if (!isNew)
    throw new NotAnArchive(`Il n’y a pas de sauvegarde dans ${folder} (manifest.json n’y est pas).`);
  const others = (await readdir(folder)).filter((name) => !/^\d{8}\.jsonl\.gz(\.new)?$|^manifest/.test(name));
  if (others.length > 0)
    throw new NotAnArchive(
      `${folder} contient autre chose (${others.slice(0, 3).join(', ')}) : donnez à la sauvegarde un dossier à elle.`,
    );
  return { format: 1, segments: [] };
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new NotAnArchive(`${folder} est un fichier : une sauvegarde est un dossier.`, { cause: error });
    throw error;
  }
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === 1 && Array.isArray(manifest.segments)) return manifest;
  } catch {
    // Said below.
  }
  throw new DamagedBackup(
    `${join(folder, 'manifest.json')} n’est pas le sommaire d’une sauvegarde (format 1).`,
  );
}

async function readSegment(folder: string, segment: Segment, before: string): Promise<MovedEvent[]> {
  const path = join(folder, segment.file);
  let lines: string;
  try {
    lines = gunzipSync(await readFile(path)).toString('utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'manque' : 'est tronqué ou abîmé';
    throw new DamagedBackup(
      `Le segment ${path} ${why} (${segment.events} événements) : reprenez-le d’une autre copie.`,
      { cause },
    );
  }
  const found = sha(lines);
  if (found !== segment.sha256 || sha(`${before}${found}`) !== segment.chain)
    throw new DamagedBackup(
      `Le segment ${path} n’est pas celui qui a été écrit : empreinte ${found}, attendue ${segment.sha256}.`,
    );
  return lines.split('\n').filter(Boolean).map(fromLine);
}

const asLine = ({ stream, revision, id, type, recordedAt, rawData, rawMetadata }: MovedEvent) =>
  [stream, revision, id, type, recordedAt.toISOString(), rawData, rawMetadata] as const;

function fromLine(text: string): MovedEvent {
  const [stream, revision, id, type, recordedAt, rawData, rawMetadata] = JSON.parse(text) as ReturnType<
    typeof asLine
  >;
  return { stream, revision, id, type, recordedAt: new Date(recordedAt), rawData, rawMetadata };
}

/** A reader finds the old or the new, never a half. */
async function replace(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content, { flush: true });
  await rename(`${path}.new`, path);
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
