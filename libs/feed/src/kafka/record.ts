/** A record of a topic, as far as the feed looks at it. */
export interface BrokerRecord {
  readonly topic: string;
  readonly partition: number;
  /** Decimal string. */
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** CloudEvents' binary mode: each attribute is a header with this before its name. */
export const headerPrefix = 'ce_';
