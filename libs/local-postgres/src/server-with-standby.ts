import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { type LocalPostgres, startLocalPostgres } from './local-postgres.js';

/** For tests: a PostgreSQL that acknowledges nothing that its standby does not hold as well, and that standby. */
export class ServerWithStandby {
  private constructor(
    private readonly folder: string,
    private readonly primary: LocalPostgres,
    readonly standby: LocalPostgres,
    /** Of the database, on the first server. */
    readonly url: string,
  ) {}

  /** Starts both, with one empty database of that name. */
  static async start(database: string): Promise<ServerWithStandby> {
    const folder = mkdtempSync(join(tmpdir(), 'ctg-standby-'));
    chmodSync(folder, 0o711);
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    const port = await freePort();
    const made = await startLocalPostgres({ dataDir: first, port });
    await made.createDatabase(database);
    await made.stop();
    // As owner and with the rights of the first: a server refuses files that others may read.
    execFileSync('cp', ['-a', first, second]);
    execFileSync('cp', ['-a', join(second, 'PG_VERSION'), join(second, 'standby.signal')]);
    const primary = await startLocalPostgres({
      dataDir: first,
      port,
      settings: { synchronous_standby_names: '*' },
    });
    const { username, password } = new URL(primary.url(database));
    const standby = await startLocalPostgres({
      dataDir: second,
      settings: {
        primary_conninfo: `host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)}`,
      },
    });
    return new ServerWithStandby(folder, primary, standby, primary.url(database));
  }

  /** The first server is killed, the second takes its place. @throws Error when it does not within a minute */
  async failOver(): Promise<void> {
    process.kill(this.primary.pid, 'SIGKILL');
    const client = new pg.Client({ connectionString: this.standby.url('postgres') });
    await client.connect();
    try {
      const { rows } = await client.query<{ promoted: boolean }>('SELECT pg_promote() AS promoted');
      if (!rows[0]?.promoted) throw new Error('the standby did not take over');
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.standby.stop();
    await this.primary.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
