import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Container, oneShots, type Project, root } from './project.js';

/** Volumes, start order, limits: what one part names and no other has. */
export function wiringFindings(project: Project): string[] {
  const { services, volumes } = project.document;
  const ending = new Set(oneShots(project).map(([name]) => name));
  const mounts = Object.entries(services).flatMap(([name, { volumes = [] }]) =>
    volumes.map((mount) => ({ name, source: mount.split(':')[0] ?? '' })),
  );
  const isPath = (source: string) => /^[./]/.test(source);
  return [
    ...mounts
      .filter(({ source }) => (isPath(source) ? !existsSync(join(root, source)) : !(source in volumes)))
      .map(({ name, source }) => `${name}: the volume ${source} is not there`),
    ...Object.keys(volumes)
      .filter((volume) => !mounts.some(({ source }) => source === volume))
      .map((volume) => `the volume ${volume} is mounted nowhere`),
    ...Object.entries(services).flatMap(([name, one]) => containerFindings(name, one, services, ending)),
  ];
}

function containerFindings(
  name: string,
  { healthcheck, restart, mem_limit, depends_on = {} }: Container,
  services: Readonly<Record<string, Container>>,
  ending: ReadonlySet<string>,
): string[] {
  return [
    ...(healthcheck || ending.has(name) ? [] : [`${name}: has no health check`]),
    ...(restart ? [] : [`${name}: has no restart policy`]),
    ...(mem_limit ? [] : [`${name}: has no memory limit`]),
    ...Object.entries(depends_on).flatMap(([other, { condition }]) => {
      if (!services[other]) return [`${name}: waits for ${other}, which is not there`];
      const expected = ending.has(other) ? 'service_completed_successfully' : 'service_healthy';
      return condition === expected ? [] : [`${name}: waits for ${other} to be ${condition}`];
    }),
  ];
}
