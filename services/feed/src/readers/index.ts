import type { RouteParts } from '@ctg/web-service';
import type { Type } from '@nestjs/common';
import { pageRoute } from './page-route.js';
import { reading } from './reading.js';
import { streamRoute } from './stream-route.js';

/** The feed over HTTP, for subscribers who have no Kafka. */
export function feedRoutes(parts: RouteParts): readonly Type<unknown>[] {
  const shared = reading(parts);
  return [pageRoute(shared), streamRoute(shared)];
}
