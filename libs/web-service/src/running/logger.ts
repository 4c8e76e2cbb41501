import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { standardOutput } from './log-output.js';

/** Injection token of the service's logger. */
export const LOGGER = Symbol('logger');

/** JSON lines on standard output, which may lose some but never stops a service. Never bodies, never tokens. */
export function createLogger(service: string, level: string): Logger {
  return pino({ level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime }, standardOutput());
}

/** Nest's own lines go the same way. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown) => logger.debug(String(message)),
  error: (message: unknown, ...more: unknown[]) => logger.error({ more }, String(message)),
  warn: (message: unknown) => logger.warn(String(message)),
});
