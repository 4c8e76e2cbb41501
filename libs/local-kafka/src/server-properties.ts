/** Where one node listens, and where it keeps its records. */
export interface Node {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDir: string;
}

/** A single node that is its own controller (KRaft), on the loopback interface only. */
export function serverProperties({ port, controllerPort, logDir }: Node): string {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': logDir,
    'auto.create.topics.enable': 'false',
    'num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '8',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    // One node is its own controller: after a kill it need not wait long for its own former self to be given up.
    'broker.heartbeat.interval.ms': '500',
    'broker.session.timeout.ms': '2000',
    // A developer's machine: fewer threads than a server's defaults.
    'num.network.threads': '2',
    'num.io.threads': '4',
    'log.cleaner.dedupe.buffer.size': '4194304',
  })
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`)
    .join('\n');
}
