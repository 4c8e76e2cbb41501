/** « d’Anor », « de Trélon », « du Nord » (for « Le Nord »), « des Alpes » (for « Les Alpes »). */
function de(name: string): string {
  if (/^Le\s/.test(name)) return `du ${name.slice(3)}`;
  if (/^Les\s/.test(name)) return `des ${name.slice(4)}`;
  return /^[aeiouyhéèêàâîïôûœ]/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** « 1 commune », « 12 communes » */
export const count = (n: number, singular: string, plural = `${singular}s`): string =>
  `${n.toLocaleString('fr-FR')} ${n > 1 ? plural : singular}`;

const assemblies: Readonly<Record<string, string>> = {
  commune: 'le conseil municipal',
  epci: 'le conseil communautaire',
  departement: 'le conseil départemental',
  region: 'le conseil régional',
  syndicat: 'le comité syndical',
};

/** The assembly of an organisation, by its kind. */
export function fullBody(name: string, kind: string): string {
  const assembly = assemblies[kind];
  if (kind === 'commune') return `${assembly} ${de(name)}`;
  if (assembly) return `${assembly} (${name})`;
  return `le conseil d’administration (${name})`;
}

/** An organisation in a sentence. */
export const fullName = (name: string, kind: string): string =>
  kind === 'commune' ? `la commune ${de(name)}` : name;
