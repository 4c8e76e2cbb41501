import { type ChildProcess, spawn } from 'node:child_process';
import type { ServerUser } from './server-user.js';

/**
 * Waits beside the server for the end of this process, however it comes (even `kill -9`), and then stops the server: its
 * standard input is a pipe that only this process holds open. It reads the server's own pid file before it signals, so
 * that it never hits a stranger.
 */
const script = `
trap '' INT HUP
while read -r _; do :; done
[ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] || exit 0
kill -INT "$2"
[ "$3" = temporary ] || exit 0
n=0
while kill -0 "$2" 2>/dev/null && [ $n -lt 200 ]; do sleep 0.1; n=$((n + 1)); done
rm -rf "$1"
`;

/** Starts the guardian, as the server's user; returns what sends it home. Windows has none. */
export function guard(
  server: { readonly pid: number; readonly dataDir: string; readonly temporary: boolean },
  user: ServerUser,
): () => void {
  if (process.platform === 'win32') return () => {};
  const { program, args, ids } = user.command('/bin/sh', [
    '-c',
    script,
    'ctg-postgres-guardian',
    server.dataDir,
    String(server.pid),
    server.temporary ? 'temporary' : 'kept',
  ]);
  const guardian: ChildProcess = spawn(program, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    ...ids,
  });
  guardian.on('error', () => {});
  guardian.unref();
  (guardian.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return () => {
    guardian.kill('SIGKILL');
  };
}
