import { isRehearsed } from '@ctg/contracts';
import type { EventStore } from '@ctg/event-store';

/** A rehearsal was given the journal of facts, or the other way round. The message is one French sentence. */
export class JournalOfAnotherUse extends Error {
  override readonly name = 'JournalOfAnotherUse';
}

/**
 * A journal is that of a rehearsal from its first event on, or never: what was rehearsed serves no one as a fact, and no
 * rehearsal begins where facts are (docs/decisions/0029). An empty one is free for either.
 * @throws JournalOfAnotherUse
 */
export async function assertJournalInUse(store: EventStore, rehearsal: boolean): Promise<void> {
  for await (const { metadata } of store.readAll({ limit: 1 })) {
    const was = isRehearsed(metadata);
    if (was && !rehearsal)
      throw new JournalOfAnotherUse(
        'Ce journal est celui d’un essai : il ne sert à rien d’autre. Démarrez avec REHEARSAL=true, ou sur d’autres données (CTG_DATA_DIR, DATABASE_URL).',
      );
    if (!was && rehearsal)
      throw new JournalOfAnotherUse(
        'Ce journal contient déjà ce qui a été enregistré à son heure : un essai commence sur des données à lui (CTG_DATA_DIR, DATABASE_URL). Rien n’y a été touché.',
      );
  }
}
