import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Container, type Project, root } from './project.js';

/** Volumes, start order, limits: what one part names and no other has. */
export function wiringFindings({ document }: Project): string[] {
  const { services, volumes } = document;
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
    ...Object.entries(services).flatMap(([name, one]) => containerFindings(name, one, services)),
  ];
}

function containerFindings(
  name: string,
  { healthcheck, restart, mem_limit, depends_on = {} }: Container,
  services: Readonly<Record<string, Container>>,
): string[] {
  return [
    ...(healthcheck ? [] : [`${name}: has no health check`]),
    ...(restart ? [] : [`${name}: has no restart policy`]),
    ...(mem_limit ? [] : [`${name}: has no memory limit`]),
    ...Object.entries(depends_on).flatMap(([other, { condition }]) => {
      if (!services[other]) return [`${name}: waits for ${other}, which is not there`];
      return condition === 'service_healthy' ? [] : [`${name}: waits for ${other} to be ${condition}`];
    }),
  ];
}
