import { runCli } from './run-cli.js';
import { standing } from './standing.js';

const { stdout, stderr } = process;
// A reader that has seen enough (`| head`) is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const onTerminal = stderr.isTTY === true;
const clear = onTerminal ? '\r\x1b[K' : '';
const output = {
  out: (line: string) => {
    stderr.write(clear);
    stdout.write(`${line}\n`);
  },
  say: (line: string) => stderr.write(`${clear}${line}\n`),
  progress: (line: string) =>
    stderr.write(onTerminal ? `${clear}${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`),
};

// A path that is given is one of where the person stands, whatever started this program.
process.chdir(standing(process.env));
process.exitCode = await runCli(process.argv.slice(2), process.env, output);
