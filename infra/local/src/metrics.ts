import type { HostedService } from './hosted-service.js';
import type { Mounted } from './origin.js';

/** The measures of all services; each measure names its service in a label. */
export const metrics = (services: readonly HostedService[]): Mounted => ({
  path: '/metrics',
  async handle(_request, response) {
    const texts = await Promise.all(services.map((service) => service.metrics()));
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(joinedMeasures(texts));
  },
});

/** One text of several in the Prometheus format: every measure is described once, its lines stand together. */
export function joinedMeasures(texts: readonly string[]): string {
  const measures = new Map<string, { head: string[]; lines: Set<string> }>();
  for (const text of texts) {
    let current = { head: [] as string[], lines: new Set<string>() };
    for (const line of text.split('\n').filter(Boolean)) {
      const name = /^# (?:HELP|TYPE) (\S+)/.exec(line)?.[1];
      if (name === undefined) {
        current.lines.add(line);
        continue;
      }
      const known = measures.get(name) ?? { head: [], lines: new Set<string>() };
      measures.set(name, known);
      current = known;
      if (!known.head.some((one) => one.slice(0, 6) === line.slice(0, 6))) known.head.push(line);
    }
  }
  return [...measures.values()].map(({ head, lines }) => `${[...head, ...lines].join('\n')}\n`).join('\n');
}
