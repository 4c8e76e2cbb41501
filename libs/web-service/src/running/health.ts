import type { ReadModelAccess } from '@ctg/decider';
import type { EventStore } from '@ctg/event-store';
import { type FeedStatus, feedHealth } from '@ctg/feed';
import { Controller, Get, Inject } from '@nestjs/common';
import { HealthCheckService, type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { AllowRoles } from '../access/allow-roles.js';

export const HEALTH_SOURCES = Symbol('health sources');

/** What the health of a service is read from. */
export interface HealthSources {
  readonly store: EventStore;
  readonly readModel: ReadModelAccess;
  statuses(): readonly FeedStatus[];
  /** What is recorded here is rehearsed. */
  readonly rehearsal: boolean;
}

/** A check that does not answer in so many milliseconds has failed. */
const patience = 3_000;

/** Alive: the process answers. Ready: store and tables answer, every subscription has caught up once and advances. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly checks: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(HEALTH_SOURCES) private readonly sources: HealthSources,
  ) {}

  @Get('live')
  @AllowRoles('anybody')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @AllowRoles('anybody')
  ready() {
    return this.checks.check([
      () => this.#answers('event-store', () => this.sources.store.head()),
      () => this.#answers('read-models', () => this.sources.readModel.query('SELECT 1')),
      () => this.#subscriptions(),
      ...(this.sources.rehearsal ? [() => this.indicators.check('rehearsal').up()] : []),
    ]);
  }

  async #answers(name: string, ask: () => Promise<unknown>): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${patience} ms`)), patience);
    });
    try {
      await Promise.race([ask(), late]);
      return indicator.up();
    } catch (error) {
      return indicator.down({ message: (error as Error).message });
    } finally {
      clearTimeout(timer);
    }
  }

  #subscriptions(): HealthIndicatorResult {
    const indicator = this.indicators.check('subscriptions');
    const statuses = this.sources.statuses();
    const { ready, stalled, catchingUp } = feedHealth(statuses);
    const parked = statuses
      .filter((status) => status.parked > 0)
      .map(({ group, parked }) => ({ group, parked }));
    return ready
      ? indicator.up({ groups: statuses.length, parked })
      : indicator.down({ stalled, catchingUp, parked });
  }
}
