/** How long a sender may take, in milliseconds. */
export interface SenderLimits {
  /** From the first byte of a request to the last of its body; then 408 and the connection is closed. Default 15 s. */
  readonly receiveWithin?: number;
}

/**
 * What Node's HTTP server is told, here and wherever else one listens: who sends slowly, or nothing, is shown the door within
 * seconds. Node looks for them every 30 seconds unless it is told otherwise.
 */
export const serverLimits = ({ receiveWithin = 15_000 }: SenderLimits = {}) => ({
  requestTimeout: receiveWithin,
  headersTimeout: Math.min(10_000, receiveWithin),
  connectionsCheckingInterval: Math.min(1_000, receiveWithin / 2),
});

/** What is left of a body that nobody will read is taken for so long (milliseconds), then the connection is cut. */
const lingering = 2_000;

/** A request answered before its body was there: its sender hears the answer, and may not hold the connection. */
export function lingerAfterAnswer(request: {
  readonly complete: boolean;
  readonly socket: { destroy(): unknown; readonly destroyed: boolean };
  resume(): unknown;
}): void {
  if (request.complete) return;
  request.resume();
  const { socket } = request;
  setTimeout(() => request.complete || socket.destroyed || socket.destroy(), lingering).unref();
}
