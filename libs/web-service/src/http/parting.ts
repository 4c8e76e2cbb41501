import type { Server } from 'node:http';

/**
 * Waits until no connection is open any more, at most so many milliseconds. Whoever keeps one open may have a request under way when a
 * stop is asked for: closed at once, it would be cut; so it is answered, and told to close (`InHand.drain`).
 */
export async function untilNoneIsOpen(server: Server, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline && (await open(server)) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

const open = (server: Server) =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
