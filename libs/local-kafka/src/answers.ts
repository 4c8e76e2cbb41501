import { connect } from 'node:net';

/**
 * The shortest request of the protocol (ApiVersions, version 0, no client id): a broker that answers it serves.
 * Length 10, api key 18, version 0, correlation id 1, null client id.
 */
const request = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/** Asks again and again until the broker answers; false when it ended, or when the time (milliseconds) is over. */
export async function answers(
  port: number,
  isRunning: () => boolean,
  milliseconds: number,
): Promise<boolean> {
  for (const deadline = performance.now() + milliseconds; isRunning() && performance.now() < deadline; ) {
    if (await answersOnce(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function answersOnce(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const done = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(2_000, () => done(false));
    socket.once('data', (answer) => done(answer.length > 8));
    socket.once('error', () => done(false));
    socket.once('close', () => resolve(false));
  });
}
