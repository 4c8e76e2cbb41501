/** Where one node listens, and where it keeps its records. */
export interface Node {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDir: string;
  readonly secured?: SecuredListener;
}

/** A second listener, with TLS and a password. */
export interface SecuredListener {
  readonly port: number;
  /** PKCS12 file of the certificate and its key, and its password. */
  readonly keystore: { readonly file: string; readonly password: string };
  /** Who may come in, by SASL PLAIN or SCRAM-SHA-512. */
  readonly user: { readonly name: string; readonly password: string };
}

/** A single node that is its own controller (KRaft), on the loopback interface only. */
export function serverProperties({ port, controllerPort, logDir, secured }: Node): string {
  const also = secured ? `,SASL_SSL://127.0.0.1:${secured.port}` : '';
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${also}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}${also}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
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
    ...(secured && security(secured)),
  })
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`)
    .join('\n');
}

function security({ keystore, user }: SecuredListener): Record<string, string> {
  const login = 'org.apache.kafka.common.security';
  return {
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': keystore.file,
    'ssl.keystore.password': keystore.password,
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${login}.plain.PlainLoginModule required user_${user.name}="${user.password}";`,
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': `${login}.scram.ScramLoginModule required;`,
  };
}
