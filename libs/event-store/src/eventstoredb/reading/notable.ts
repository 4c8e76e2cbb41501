import type { ResolvedEvent } from '@eventstore/db-client';
import { isOurs } from '../wire.js';

/** The stream of ours that this record describes: its metadata, which can hide its events. */
export function describes({ event }: ResolvedEvent): string | undefined {
  const name = event?.streamId.startsWith('$$') ? event.streamId.slice(2) : undefined;
  return name !== undefined && isOurs(name) ? name : undefined;
}

/** What an operator should know of, said once: projections on the server, a stream that somebody shortens or deletes. */
export class Notable {
  #hasLinks = false;
  readonly #told = new Set<string>();

  constructor(private readonly notice: (sentence: string) => void) {}

  mind(record: ResolvedEvent): void {
    const { streamId = '', type = '' } = record.event ?? {};
    if (type === '$>' && !this.#hasLinks) {
      this.#hasLinks = true;
      this.notice(
        'Des projections tournent sur EventStoreDB : chaque événement est suivi d’un lien, et tout ce qui se lit double. Arrêtez-les (RunProjections=None).',
      );
    }
    const described = describes(record);
    if (described !== undefined)
      this.#once(
        `Les métadonnées du flux ${described} ont été changées sur EventStoreDB : s’il est tronqué ou effacé, il sera refusé à la lecture.`,
      );
    if (type === '$streamDeleted' && isOurs(streamId))
      this.#once(`Le flux ${streamId} a été effacé pour toujours sur EventStoreDB.`);
  }

  #once(sentence: string): void {
    if (this.#told.has(sentence) || this.#told.size > 1_000) return;
    this.#told.add(sentence);
    this.notice(sentence);
  }
}
