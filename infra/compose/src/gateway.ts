import { type Container, gatewayFile, ownServices, type Project } from './project.js';

/** A path of the one origin and who answers it. */
export interface GatewayRoute {
  readonly path: string;
  readonly host: string;
  readonly port: string;
}

/** The routes of the Caddyfile: `@name path …` and the `reverse_proxy` of its block. */
export function gatewayRoutes(caddyfile: string): GatewayRoute[] {
  return [...caddyfile.matchAll(/^\s*@([\w-]+) path (.+)$/gm)].flatMap(([, name, paths = '']) => {
    const block = new RegExp(`handle @${name} \\{\\s*reverse_proxy ([\\w-]+):(\\d+)\\s*\\}`).exec(caddyfile);
    const [, host = '', port = ''] = block ?? [];
    return paths
      .trim()
      .split(/\s+/)
      .map((path) => ({ path, host, port }));
  });
}

/** Routes that lead nowhere, services without one, ports and health checks that the gateway does not have. */
export function gatewayFindings(project: Project): string[] {
  const { gateway } = project;
  const { services } = project.document;
  const routes = gatewayRoutes(gateway);
  const ports = [...gateway.matchAll(/^:(\d+) \{/gm)].map(([, port]) => port);
  const mounting = Object.entries(services).find(([, one]) =>
    one.volumes?.some((mount) => mount.startsWith(`./${gatewayFile}:`)),
  );
  return [
    ...routes.flatMap(({ path, host, port }) => {
      const upstream = services[host];
      if (!upstream?.build) return [`${path}: goes to ${host || '(nobody)'}, which is no service`];
      return upstream.environment?.PORT === port ? [] : [`${path}: ${host} does not listen on ${port}`];
    }),
    ...ownServices(project)
      .filter(([name]) => !routes.some(({ path }) => path === `/api/${name}/*`))
      .map(([name]) => `/api/${name}/*: no route leads to it`),
    ...(mounting ? ownFindings(...mounting, ports, gateway) : ['no container mounts the gateway’s file']),
    ...Object.entries(services)
      .filter(([name, one]) => one.ports && name !== mounting?.[0])
      .map(([name]) => `${name}: only the gateway opens a port`),
  ];
}

function ownFindings(
  name: string,
  { ports: published = [], healthcheck, depends_on = {} }: Container,
  ports: readonly (string | undefined)[],
  gateway: string,
): string[] {
  const health = URL.parse(healthcheck?.test.find((word) => word.startsWith('http')) ?? '');
  return [
    ...published
      .filter((one) => !ports.includes(one.split(':').at(-1)))
      .map((one) => `${name}: the gateway listens on ${ports.join(', ')}, not as in ${one}`),
    ...(health && ports.includes(health.port) && gateway.includes(`handle ${health.pathname} {`)
      ? []
      : [`${name}: the gateway does not answer ${health?.href ?? 'its health check'}`]),
    ...gatewayRoutes(gateway)
      .filter(({ host }) => !(host in depends_on))
      .map(({ host }) => `${name}: does not wait for ${host}`),
  ];
}
