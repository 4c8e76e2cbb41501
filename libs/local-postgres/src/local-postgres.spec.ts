import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from './folder-lock.js';
import { lockFile, PostgresFailure, startLocalPostgres, testDatabase } from './index.js';
import { explained } from './postgres-failure.js';
import { until } from './postmaster.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctg-pg-'));
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function query<Row>(url: string, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql, parameters).finally(() => client.end())).rows as Row[];
}

test('a test database is a real, empty PostgreSQL database of its own', async () => {
  const database = await testDatabase();
  expect(await query(database.url, 'SELECT current_setting($1) AS fsync', ['fsync'])).toEqual([
    { fsync: 'on' },
  ]);
  await database.drop();
});

test('what was committed is there after a restart, and nothing keeps running', async () => {
  const dataDir = join(folder, 'pg');
  const first = await startLocalPostgres({ dataDir });
  const url = await first.createDatabase('ctg');
  await query(url, "CREATE TABLE kept AS SELECT upper('é') AS word");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startLocalPostgres({ dataDir });
  expect(await query(await second.createDatabase('ctg'), 'SELECT word FROM kept')).toEqual([{ word: 'É' }]);
  await Promise.all([second.stop(), second.stop()]);
  expect(isAlive(second.pid)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['pg', 'pg.log']);
});

test('a password of its own is asked for, and only this machine is listened to', async () => {
  const dataDir = join(folder, 'pg');
  const server = await startLocalPostgres({ dataDir });
  const wrong = new URL(server.url('postgres'));
  expect(wrong.password.length).toBeGreaterThan(20);
  wrong.password = 'local';
  await expect(query(wrong.toString(), 'SELECT 1')).rejects.toThrow(/password/);
  expect(await query(server.url('postgres'), 'SHOW listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ]);
  expect(statSync(join(dataDir, 'ctg-password')).mode & 0o777).toBe(0o600);
  await server.stop();
});

test('a temporary server takes its files away', async () => {
  const server = await startLocalPostgres({ dataDir: join(folder, 'pg'), temporary: true });
  await server.stop();
  expect(readdirSync(folder)).toEqual([]);
});

describe('said in one sentence', () => {
  test('the folder is in use', async () => {
    const dataDir = join(folder, 'pg');
    const server = await startLocalPostgres({ dataDir });
    await expect(startLocalPostgres({ dataDir })).rejects.toThrow(`processus ${process.pid}`);
    expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('the port is busy', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startLocalPostgres({ dataDir: join(folder, 'pg'), port })).rejects.toThrow(
      `port ${port} est déjà pris`,
    );
    other.close();
  });

  test('the files are of another version', async () => {
    mkdirSync(join(folder, 'pg'));
    writeFileSync(join(folder, 'pg', 'PG_VERSION'), '12\n');
    await expect(startLocalPostgres({ dataDir: join(folder, 'pg') })).rejects.toThrow(
      /PostgreSQL 12.*PostgreSQL 18/,
    );
    expect(existsSync(join(folder, 'pg.lock'))).toBe(false);
  });

  test('the folder holds something else, which is left alone', async () => {
    mkdirSync(join(folder, 'pg'));
    writeFileSync(join(folder, 'pg', 'letter.txt'), 'dear');
    await expect(startLocalPostgres({ dataDir: join(folder, 'pg') })).rejects.toThrow(
      /letter\.txt.*rien n’y a été touché/,
    );
    expect(readFileSync(join(folder, 'pg', 'letter.txt'), 'utf8')).toBe('dear');
  });

  test('the folder holds a database without its first file, which is left alone', async () => {
    mkdirSync(join(folder, 'pg', 'global'), { recursive: true });
    await expect(startLocalPostgres({ dataDir: join(folder, 'pg') })).rejects.toThrow(/abîmée.*sauvegarde/);
    expect(readdirSync(join(folder, 'pg'))).toEqual(['global']);
  });

  test('a file stands in the folder’s place', async () => {
    writeFileSync(join(folder, 'pg'), 'dear');
    await expect(startLocalPostgres({ dataDir: join(folder, 'pg') })).rejects.toThrow(/est un fichier/);
    expect(readFileSync(join(folder, 'pg'), 'utf8')).toBe('dear');
  });

  test('a setting is wrong', async () => {
    const start = startLocalPostgres({ dataDir: join(folder, 'pg'), settings: { shared_buffers: 'plenty' } });
    await expect(start).rejects.toThrow(/shared_buffers/);
    await expect(start).rejects.toBeInstanceOf(PostgresFailure);
  });

  test.each([
    ['initdb: error: could not write to file: No space left on device', /disque.*plein/],
    ['FATAL:  could not create any TCP/IP sockets', /port 5/],
    ['FATAL:  could not open directory "base": Permission denied', /droit/],
    ['FATAL:  could not create Unix socket: Too many open files', /ulimit -n/],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /mémoire/],
  ])('%s', (output, sentence) => {
    expect(explained(output, '/data', 5).message).toMatch(sentence);
    expect(explained(output, '/data', 5).message).not.toContain('\n');
  });
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('root starts it also in a folder that others may not pass through, or is told which one', async () => {
  chmodSync(folder, 0o700);
  const outcome = await startLocalPostgres({ dataDir: join(folder, 'deep', 'pg') }).catch(
    (error: Error) => error,
  );
  if (outcome instanceof Error) expect(outcome.message).toContain(folder);
  else {
    expect(await query(outcome.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await outcome.stop();
  }
});

/** A program of its own process group, as one started from a terminal is; it runs the built package. */
function program(
  dataDir: string,
  rest: string,
): Promise<{ child: ChildProcess; pid: number; output(): string }> {
  const script = `
    import { startLocalPostgres } from '@ctg/local-postgres';
    import pg from 'pg';
    const server = await startLocalPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    ${rest}
    console.log('pid ' + server.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`ended early: ${output}`)));
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const pid = Number(/pid (\d+)/.exec(output)?.[1]);
      if (pid) resolve({ child, pid, output: () => output });
    });
  });
}

test('a server whose program was killed stops by itself, and the folder can be used again', async () => {
  const dataDir = join(folder, 'pg');
  const { child, pid } = await program(dataDir, '');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const next = await startLocalPostgres({ dataDir });
  expect(next.pid).not.toBe(pid);
  expect(await until(() => !isAlive(pid) || !readFileSync(`/proc/${pid}/cmdline`, 'utf8'), 10_000)).toBe(
    true,
  );
  expect(await query(next.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await next.stop();
});

test('Ctrl-C reaches the program, not its server: it can still finish its work', async () => {
  const { child, pid, output } = await program(
    join(folder, 'pg'),
    `process.once('SIGINT', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const client = new pg.Client({ connectionString: server.url('postgres') });
      await client.connect();
      console.log((await client.query("SELECT 'last words' AS said")).rows[0].said);
      await client.end();
      await server.stop();
      process.exit(0);
    });`,
  );
  const code = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await code).toBe(0);
  expect(output()).toContain('last words');
  expect(isAlive(pid)).toBe(false);
});

test('a lock is held by one, and a dead holder holds it no more', () => {
  const file = join(folder, 'instance.lock');
  const unlock = lockFile(file);
  expect(() => lockFile(file)).toThrow(String(process.pid));
  unlock();
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(file, '999999999 123 someone');
  lockFile(file)();
  // Same process id, another life: the number was given again.
  writeFileSync(file, `${process.pid} 1 someone`);
  lockFile(file)();
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder of another user is said to be that, is not taken for an empty one, and stays as it is', async () => {
  const dataDir = join(folder, 'pg');
  await startLocalPostgres({ dataDir }).then((server) => server.stop());
  const before = readdirSync(dataDir).sort();
  chmodSync(folder, 0o777);
  const script = `import { startLocalPostgres } from '@ctg/local-postgres';
    await startLocalPostgres({ dataDir: ${JSON.stringify(dataDir)} }).catch(({ name, message }) => console.log(name, message));`;
  // Root may read everything, unless it gives that right up.
  const without = ['--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all', process.execPath];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) chmodSync(dataDir, 0);
  const run = ['--input-type=module', '-e', script];
  const child = spawn(isRoot ? 'setpriv' : process.execPath, isRoot ? [...without, ...run] : run, {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await new Promise((resolve) => child.once('close', resolve));
  chmodSync(dataDir, 0o700);
  expect(said).toMatch(/^PostgresFailure .*autre utilisateur.*Rien n’y a été touché\.\n$/);
  expect(readdirSync(dataDir).sort()).toEqual(before);
});

test.each(['empty', 'garbled', 'of another program'])(
  'a postmaster.pid left behind that is %s is no obstacle',
  async (how) => {
    const dataDir = join(folder, 'pg');
    await startLocalPostgres({ dataDir }).then((server) => server.stop());
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    const text = {
      empty: '',
      garbled: 'abc\n',
      'of another program': `${stranger.pid}\n${dataDir}\n1\n5432\n`,
    }[how];
    writeFileSync(join(dataDir, 'postmaster.pid'), text ?? '');
    try {
      const server = await startLocalPostgres({ dataDir });
      expect(await query(server.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await server.stop();
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
    } finally {
      stranger.kill();
    }
  },
);

test('a watched server that is killed runs again on the same port; one that ends again and again is lost', async () => {
  const told: string[] = [];
  const lost: string[] = [];
  const server = await startLocalPostgres({
    dataDir: join(folder, 'pg'),
    watch: { restarted: (sentence) => told.push(sentence), lost: ({ message }) => lost.push(message) },
  });
  const url = await server.createDatabase('ctg');
  await query(url, 'CREATE TABLE kept AS SELECT 1 AS one');
  for (let end = 1; end <= 5; end++) {
    process.kill(server.pid, 'SIGKILL');
    expect(await until(() => told.length === end, 30_000)).toBe(true);
  }
  expect(await query(url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  process.kill(server.pid, 'SIGKILL');
  expect(await until(() => lost.length === 1, 30_000)).toBe(true);
  expect(lost[0]).toMatch(/6 fois de suite.*pg\.log/);
  await server.stop();
});

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a folder that the system does not let be made is told at once', () => {
  expect(() => lockFile('/proc/ctg/data/instance.lock')).toThrow(/ENOENT|EACCES/);
});
