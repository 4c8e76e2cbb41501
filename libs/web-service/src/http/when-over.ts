import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls back once, when an answer is over: given, or its connection gone, also when it was gone already. Node says `close` of an answer
 * only while it is the one that its connection writes: not again to who asks later, and never of one that stood behind another.
 */
export function whenOver(response: ServerResponse, done: () => void): void {
  const { socket } = response.req;
  if (response.destroyed || socket.destroyed) {
    done();
    return;
  }
  const ofSocket = waitingOn(socket);
  const over = () => {
    if (ofSocket.delete(over)) done();
  };
  ofSocket.add(over);
  response.once('close', over);
}

/** One listener a connection, however many requests it brings. */
function waitingOn(socket: Socket): Set<() => void> {
  const known = waiting.get(socket);
  if (known) return known;
  const made = new Set<() => void>();
  waiting.set(socket, made);
  socket.once('close', () => {
    for (const over of made) over();
  });
  return made;
}
