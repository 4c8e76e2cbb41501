import { createServer, type Socket } from 'node:net';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import type { NodeState } from './node-state.js';
import { clusterInfo, supportedMethods } from './protocol/about-the-server.js';
import { append } from './protocol/append.js';
import { batchAppend } from './protocol/batch-append.js';
import { deleteStream, tombstoneStream } from './protocol/delete.js';
import { read } from './protocol/read.js';

/** Calls open at once on one connection; more wait for ever, as on the real server. */
const mostStreams = 100;

export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
}

export interface Serving {
  readonly port: number;
  /** Breaks every connection and listens no more. */
  kill(): Promise<void>;
}

/** Serves the protocol from the code that the client package ships. Resolves with the port, once it listens. */
export async function serve(node: NodeState, port: number, tls: Certificate | undefined): Promise<Serving> {
  const server = new Server({ 'grpc.max_concurrent_streams': mostStreams });
  const unary =
    <T>(answer: () => T) =>
    (_call: unknown, done: sendUnaryData<T>) =>
      void node.awake().then(() => done(null, answer()));
  server.addService(features.ServerFeaturesService, {
    getSupportedMethods: unary(() => supportedMethods(node)),
  });
  server.addService(gossip.GossipService, { read: unary(() => clusterInfo(node)) });
  server.addService(streams.StreamsService, {
    read: (call: Parameters<typeof read>[1]) => void read(node, call),
    append: (...call: Parameters<typeof append> extends [unknown, ...infer Rest] ? Rest : never) =>
      void append(node, ...call),
    batchAppend: (call: Parameters<typeof batchAppend>[1]) => batchAppend(node, call),
    delete: (...call: Parameters<typeof deleteStream> extends [unknown, ...infer Rest] ? Rest : never) =>
      void deleteStream(node, ...call),
    tombstone: (
      ...call: Parameters<typeof tombstoneStream> extends [unknown, ...infer Rest] ? Rest : never
    ) => void tombstoneStream(node, ...call),
  });
  const credentials = tls
    ? ServerCredentials.createSsl(null, [
        { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) },
      ])
    : ServerCredentials.createInsecure();
  // The connections are ours, so that a kill can break them as the end of a process does.
  const injector = server.createConnectionInjector(credentials);
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    injector.injectConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', resolve);
  });
  const address = listener.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    kill: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await closed;
      injector.destroy();
      server.forceShutdown();
    },
  };
}
