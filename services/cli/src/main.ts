import { runCli } from './run-cli.js';

const { stdout, stderr } = process;
// A reader that has seen enough (`| head`) is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const onTerminal = stderr.isTTY === true;
const clear = onTerminal ? '\r\x1b[K' : '';
process.exitCode = await runCli(process.argv.slice(2), process.env, {
  out: (line) => {
    stderr.write(clear);
    stdout.write(`${line}\n`);
  },
  say: (line) => stderr.write(`${clear}${line}\n`),
  progress: (line) =>
    stderr.write(onTerminal ? `${clear}${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`),
});
