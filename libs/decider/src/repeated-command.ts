import { type EventMetadata, isChangedNothing, warningsIn } from '@ctg/contracts';
import type { EventStore, RecordedEvent } from '@ctg/event-store';
import { type CommandIdentity, eventIdOf } from './command-identity.js';
import type { CommandOutcome } from './command-request.js';
import { invalid } from './rejection.js';

/**
 * What a keyed command answered when it was executed, read back from the store: its events stand together in its stream,
 * under ids that follow from its key. Undefined: it was not executed yet.
 *
 * To be asked *after* the state to decide on was read: what is written between the two then fails the append.
 *
 * @throws Rejection `idempotency-key-reused` when the key was used for another request
 */
export async function executedBefore(
  store: EventStore,
  stream: string,
  identity: CommandIdentity,
): Promise<CommandOutcome | undefined> {
  const first = await store.findEvent(stream, eventIdOf(identity, 0));
  if (first === undefined) return undefined;
  const { commandHash, commandResult = '', warnings } = metadataOf(first);
  if (!identity.keySaysAll && commandHash !== identity.hash) throw keyReused();
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream, { from: first.revision })) {
    if (metadataOf(event).commandId !== identity.id) break;
    events.push(event);
  }
  const changes = events.filter(({ type }) => !isChangedNothing(type));
  const last = changes.at(-1);
  return {
    id: commandResult,
    stream,
    revision: events.at(-1)?.revision ?? first.revision,
    ...(last === undefined ? {} : { position: String(last.position) }),
    events: changes.map(({ id, type }) => ({ id, type })),
    ...(last === undefined ? { alreadyThere: true } : {}),
    ...(warnings === undefined ? {} : { warnings: warningsIn(warnings) }),
  };
}

const metadataOf = ({ metadata }: RecordedEvent) => metadata as unknown as EventMetadata;

/** The key already stands for another request. */
export const keyReused = () =>
  invalid({
    code: 'idempotency-key-reused',
    title: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
    expected: 'la même demande, ou une clé nouvelle',
    found: 'une demande différente avec la même clé',
    advice: 'Envoyez une clé nouvelle pour chaque nouvelle demande.',
  });
