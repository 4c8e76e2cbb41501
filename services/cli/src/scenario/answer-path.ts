import type { Schema } from '../api/catalogue.js';
import { suggestion } from '../api/nearest-word.js';

/**
 * What is wrong with a path into an answer of this schema (`signatories.0.organisation`), as `answerAt` reads it: a French
 * sentence on the first piece that no answer can have. Where the schema leaves a place open, so does this.
 */
export function pathFault(path: string, schema: Schema | undefined): string | undefined {
  let places: readonly Schema[] = schema === undefined ? [] : [schema];
  for (const piece of path === '.' ? [] : path.split('.')) {
    const forms = places.flatMap(formsOf);
    if (forms.length === 0 || forms.some(isOpen)) return undefined;
    const next = forms.flatMap((form) => under(form, piece));
    if (next.length === 0) {
      const known = forms.flatMap((form) => Object.keys(form.properties ?? {}));
      const isList = forms.some(({ items }) => items !== undefined);
      return isList
        ? `« ${piece} » ne se dit pas d’une liste : un rang, *, length ou champ=valeur.`
        : `« ${piece} » n’est dans aucune réponse.${suggestion(piece, known)} Champs : ${known.join(', ') || 'aucun'}.`;
    }
    places = next;
  }
  return undefined;
}

/** A choice is each of its forms; what is put together is one with the fields of all. */
function formsOf(schema: Schema): readonly Schema[] {
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.flatMap(formsOf).filter(({ type }) => type !== 'null');
  return schema.allOf ? schema.allOf.flatMap(formsOf) : [schema];
}

/** Nothing is said of what stands there. */
const isOpen = ({ type, properties, items, additionalProperties }: Schema): boolean =>
  additionalProperties === true ||
  (properties === undefined && items === undefined && additionalProperties === undefined && isGroup(type));

const isGroup = (type: Schema['type']): boolean =>
  type === undefined || [type].flat().some((one) => one === 'object' || one === 'array');

function under({ properties, items, additionalProperties }: Schema, piece: string): readonly Schema[] {
  if (items !== undefined) {
    if (piece === 'length') return [{ type: 'integer' }];
    return piece === '*' || piece.includes('=') || /^\d+$/.test(piece) ? [items] : [];
  }
  const own = properties !== undefined && Object.hasOwn(properties, piece) ? properties[piece] : undefined;
  if (own !== undefined) return [own];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}
