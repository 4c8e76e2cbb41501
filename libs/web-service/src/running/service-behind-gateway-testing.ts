import type { TokenVerifier } from '@ctg/access';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type RunningService, startService } from '../index.js';
import { Gateway } from './gateway-testing.js';
import { createNote, NoteRow, notesOf, openNote, readNote } from './notes-testing.js';

class CreateNote1 implements MigrationInterface {
  name = 'CreateNote1700000000001';
  up = (runner: QueryRunner) => runner.query(createNote);
  down = (runner: QueryRunner) => runner.query('DROP TABLE note');
}
const verifier: TokenVerifier = {
  verify: async () => ({ subject: 'u1', role: 'caf_adviser', cafId: 'caf-59' }),
};
const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };

/** A small service whose way to its database can be cut, fall silent, or lead elsewhere. */
export class ServiceBehindGateway {
  private constructor(
    readonly gateway: Gateway,
    private readonly service: RunningService,
    private readonly origin: string,
  ) {}

  /** @param databaseUrl of a database of its own, empty or kept */
  static async on(databaseUrl: string): Promise<ServiceBehindGateway> {
    const url = new URL(databaseUrl);
    const gateway = await Gateway.to(url.hostname, Number(url.port));
    url.hostname = '127.0.0.1';
    url.port = String(gateway.port);
    const notes = notesOf();
    const service = await startService(
      {
        name: 'notes',
        title: 'Notes',
        commands: [openNote],
        queries: [readNote(notes)],
        projections: [notes],
        entities: [NoteRow],
        migrations: [CreateNote1],
      },
      {
        databaseUrl: url.toString(),
        verifier,
        logLevel: 'silent',
        poolSize: 6,
        answerWithin: 3_000,
        databaseLimits: { connect: 1_000, statement: 1_500, silence: 2_000, idleInTransaction: 1_500 },
      },
    );
    return new ServiceBehindGateway(gateway, service, await service.listen(0));
  }

  write(text: string): Promise<Response> {
    return fetch(`${this.origin}/api/notes/notes`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text }),
    });
  }

  /** What a note says once the read model has come to a position. */
  async readBack(id: string, position: string): Promise<unknown> {
    const asked = { ...headers, 'ctg-after-position': position };
    return (await fetch(`${this.origin}/api/notes/notes/${id}`, { headers: asked })).json();
  }

  /** Asks until the service is well: ready, writes, and shows what was written. @throws Error after a minute, with its health */
  async wellAgain(): Promise<void> {
    const ready = () => fetch(`${this.origin}/health/ready`);
    for (const deadline = Date.now() + 60_000; ; ) {
      try {
        const made = await this.write('après');
        if (made.status === 201 && (await ready()).ok) {
          const { id, position } = (await made.json()) as { id: string; position: string };
          expect(await this.readBack(id, position)).toEqual({ text: 'après' });
          return;
        }
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      if (Date.now() > deadline) throw new Error(await (await ready()).text());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Everybody asks while nothing answers, for a second: every place of every pool is taken by a question without an answer. */
  async silence(meanwhile: () => Promise<void> = async () => {}): Promise<void> {
    this.gateway.fallSilent();
    const asked = Array.from({ length: 30 }, (_, n) => [
      this.write('pendant').catch(() => undefined),
      this.readBack(`${n}`, '1').catch(() => undefined),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await meanwhile();
    this.gateway.open();
    await Promise.all(asked.flat());
  }

  async close(): Promise<void> {
    await this.service.close();
    await this.gateway.close();
  }
}
