import { spawn } from 'node:child_process';

/**
 * Waits beside the broker for the end of this process, however it comes (even `kill -9`), and then stops the broker: its
 * standard input is a pipe that only this process holds open. It looks at the broker's command line before it signals,
 * so that it never hits a stranger.
 */
const script = `
trap '' INT HUP
while read -r _; do :; done
tr '\\0' ' ' < "/proc/$1/cmdline" 2>/dev/null | grep -qF -- "$2" || exit 0
[ "$3" = temporary ] || { kill -TERM "$1"; exit 0; }
kill -KILL "$1"
n=0
while kill -0 "$1" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
rm -rf "$2"
`;

/** Starts the guardian; returns what sends it home. Only where /proc tells command lines. */
export function guard(broker: {
  readonly pid: number;
  readonly dataDir: string;
  readonly temporary: boolean;
}): () => void {
  if (process.platform !== 'linux') return () => {};
  const guardian = spawn(
    '/bin/sh',
    [
      '-c',
      script,
      'ctg-kafka-guardian',
      String(broker.pid),
      broker.dataDir,
      broker.temporary ? 'temporary' : 'kept',
    ],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' },
  );
  guardian.on('error', () => {});
  guardian.unref();
  (guardian.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return () => {
    guardian.kill('SIGKILL');
  };
}
