/** Tables folded from events: opened, kept up to date, rebuilt. */
export { type FeedHealth, feedHealth, waitForPosition } from '@ctg/feed';
export {
  type ProjectionsOptions,
  type RunningProjections,
  startProjections,
} from './live/start-projections.js';
export { type CarriedTables, carryTables } from './moving/carry-tables.js';
export { openReadModel, type ReadModelOptions } from './open-read-model.js';
export { assertPlainRole, RoleWithoutBounds } from './plain-role.js';
export { type Lines, type Projection, projectionGroup } from './projection.js';
export { NotBuiltAnew } from './rebuilding/anew.js';
export { Rebuilding } from './rebuilding/rebuilding.js';
export { readerOfTables, type TenantReader, type Tenants } from './tenants/tenant-reader.js';
export { NoTenant } from './tenants/wall.js';
export { buildAnew } from './versions/build-anew.js';
export { ShapeWithoutVersion } from './versions/open-versions.js';
