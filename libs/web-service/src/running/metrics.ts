import type { StoreLoad } from '@ctg/event-store';
import type { FeedStatus } from '@ctg/feed';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AllowRoles } from '../access/allow-roles.js';

/** The figures of one service, labelled with its name. */
export class ServiceMetrics {
  readonly registry = new Registry();
  readonly durations: Histogram<'method' | 'route' | 'status'>;
  readonly commands: Counter<'command' | 'outcome'>;

  constructor(service: string, statuses: () => readonly FeedStatus[], load?: () => StoreLoad | undefined) {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    });
    this.commands = new Counter({
      name: 'commands_total',
      help: 'Commands by outcome: accepted, rejected (the domain said no), failed.',
      labelNames: ['command', 'outcome'],
      registers,
    });
    new Gauge({
      name: 'subscription_position',
      help: 'How far a subscription has come in the order of the store.',
      labelNames: ['group'],
      registers,
      collect() {
        for (const { group, position } of statuses()) this.set({ group }, Number(position));
      },
    });
    new Gauge({
      name: 'subscription_caught_up',
      help: '1 when a subscription has read to the end of the store, 0 while it lags.',
      labelNames: ['group'],
      registers,
      collect() {
        for (const { group, caughtUp } of statuses()) this.set({ group }, caughtUp ? 1 : 0);
      },
    });
    new Gauge({
      name: 'subscription_seconds_since_progress',
      help: 'Since a subscription last moved, or last found nothing to do; readiness fails at 30.',
      labelNames: ['group'],
      registers,
      collect() {
        for (const { group, progressedAt } of statuses())
          this.set({ group }, (performance.now() - progressedAt) / 1000);
      },
    });
    new Gauge({
      name: 'subscription_parked_events',
      help: 'Events a subscription could not handle, and those that wait behind them.',
      labelNames: ['group'],
      registers,
      collect() {
        for (const { group, parked } of statuses()) this.set({ group }, parked);
      },
    });
    if (!load?.()) return;
    new Gauge({
      name: 'event_store_open_streams',
      help: 'Streams of the connection to the event store that this process has open; it carries 100, all calls share them.',
      registers,
      collect() {
        this.set(load()?.openStreams ?? 0);
      },
    });
    new Gauge({
      name: 'event_store_waiting_reads',
      help: 'Readings that wait for one of these streams.',
      registers,
      collect() {
        this.set(load()?.waiting ?? 0);
      },
    });
  }
}

/** For the monitoring of the platform; holds no data of any convention. Keep it off the public address. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(ServiceMetrics) private readonly metrics: ServiceMetrics) {}

  @Get()
  @AllowRoles('anybody')
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
