import { joinedMeasures } from './metrics.js';

test('measures of several services stand together, described once', () => {
  const of = (service: string) => `# HELP ctg_commands Commandes.
# TYPE ctg_commands counter
ctg_commands{service="${service}"} 1

# HELP process_start Début.
# TYPE process_start gauge
process_start 7
`;
  expect(joinedMeasures([of('partners'), of('history')])).toBe(`# HELP ctg_commands Commandes.
# TYPE ctg_commands counter
ctg_commands{service="partners"} 1
ctg_commands{service="history"} 1

# HELP process_start Début.
# TYPE process_start gauge
process_start 7
`);
});
