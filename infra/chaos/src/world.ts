import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshPasswords, prepareDatabase } from '@ctg/database-roles';
import { apiAudience, createLocalIdentity } from '@ctg/identity';
import { allServices } from '@ctg/local';
import { type LocalKafka, startLocalKafka } from '@ctg/local-kafka';
import { freePort, type LocalPostgres, startLocalPostgres } from '@ctg/local-postgres';
import { openOrigin, type ProxiedOrigin } from './origin.js';
import { Supervised } from './supervised.js';

const schemaOf = (service: string) => service.replaceAll('-', '_');

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** PostgreSQL, Kafka and every service, each in processes of their own, any of which may be killed. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'ctg-chaos-'));
  #postgres!: LocalPostgres;
  #kafka!: LocalKafka;
  #origin!: ProxiedOrigin;
  readonly #services: Supervised[] = [];

  static async start(): Promise<World> {
    const world = new World();
    try {
      await world.#start();
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  get url(): string {
    return this.#origin.url;
  }

  /** As its administrator opens it; each service opens it as a role of its own. */
  get databaseUrl(): string {
    return this.#postgres.url('ctg');
  }

  get brokers(): string {
    return this.#kafka.broker;
  }

  /** How often a service ended by itself. */
  get ownEnds(): number {
    return this.#services.reduce((sum, { ownEnds }) => sum + ownEnds, 0);
  }

  /** Who can be killed. */
  get victims(): readonly string[] {
    return [...this.#services.map(({ name }) => name), 'kafka', 'postgres'];
  }

  /** SIGKILL; back soon after. */
  async kill(victim: string): Promise<void> {
    if (victim === 'kafka') {
      const { port } = this.#kafka;
      await this.#kafka.kill();
      this.#kafka = await startLocalKafka({ dataDir: join(this.folder, 'kafka'), port });
    } else if (victim === 'postgres') {
      const { port, pid } = this.#postgres;
      process.kill(pid, 'SIGKILL');
      await this.#postgres.stop();
      this.#postgres = await this.#startPostgres(port);
    } else this.#services.find(({ name }) => name === victim)?.kill();
  }

  /** Everything but the databases: what was written can be looked at in peace. */
  async stopServices(): Promise<void> {
    await Promise.all(this.#services.map((service) => service.stop()));
  }

  async stop(): Promise<void> {
    await this.stopServices();
    await this.#origin?.close();
    await this.#kafka?.stop();
    await this.#postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    chmodSync(this.folder, 0o711);
    this.#postgres = await this.#startPostgres(await freePort());
    const roles = await prepareDatabase({
      url: await this.#postgres.createDatabase('ctg'),
      passwords: freshPasswords(allServices.map(({ name }) => schemaOf(name))),
      holdsEvents: true,
    });
    this.#kafka = await startLocalKafka({ dataDir: join(this.folder, 'kafka') });
    const ports = new Map<string, number>();
    for (const { name } of allServices) ports.set(name, await freePort());
    this.#origin = await openOrigin((service) => ports.get(service));
    const identity = await createLocalIdentity({
      issuer: `${this.url}/identity`,
      dataDir: join(this.folder, 'identity'),
    });
    this.#origin.identity((request, response) => identity.handle(request, response));
    mkdirSync(join(this.folder, 'log'));
    for (const [name, port] of ports) {
      const environment = {
        ...process.env,
        PORT: String(port),
        DATABASE_URL: roles.url(schemaOf(name)),
        OIDC_ISSUER: identity.issuer,
        SUBJECT_KEY: Buffer.from(identity.pseudonymKey).toString('hex'),
        OIDC_AUDIENCE: apiAudience,
        FEED: 'kafka',
        KAFKA_BROKERS: this.#kafka.broker,
        LOG_LEVEL: 'warn',
      };
      const file = join(root, 'services', name, 'dist/main.js');
      this.#services.push(new Supervised(name, file, environment, join(this.folder, 'log', `${name}.log`)));
    }
  }

  /** After a kill the backends of the former server may need a moment to notice that it is gone. */
  async #startPostgres(port: number): Promise<LocalPostgres> {
    const dataDir = join(this.folder, 'postgres');
    const settings = { max_connections: '300' };
    for (let attempt = 1; ; attempt++) {
      try {
        return await startLocalPostgres({ dataDir, port, settings });
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  }
}
