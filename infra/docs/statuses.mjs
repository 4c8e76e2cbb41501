/** What a convention and an amendment are on a day: the catalogue of `libs/convention`, as a Markdown table. */
export function statusTables({ conventionStatuses, amendmentStatuses }) {
  const table = (statuses) => [
    '| code | en français |',
    '|---|---|',
    ...Object.entries(statuses).map(([code, words]) => `| \`${code}\` | ${words} |`),
  ];
  return [
    '# Les statuts',
    '',
    'Ce qu’est une convention un jour donné : le code que rendent les questions (`status`), et les mots de l’histoire, de l’état et des listes.',
    '',
    ...table(conventionStatuses),
    '',
    'Et un avenant :',
    '',
    ...table(amendmentStatuses),
  ].join('\n');
}
