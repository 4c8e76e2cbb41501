/** `partners.register-organisation` → `RegisterOrganisation`: how a class that is made from a definition is called. */
export const classNameOf = (name: string): string =>
  name
    .slice(name.lastIndexOf('.') + 1)
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** Gives a class that was made at run time the name that a person would have written. */
export function named<Class extends object>(name: string, made: Class): Class {
  Object.defineProperty(made, 'name', { value: name });
  return made;
}

/** The same made thing for the same definition, for as long as that lives. */
export function onceFor<Definition extends object, Made>(
  make: (definition: Definition) => Made,
): (definition: Definition) => Made {
  const made = new WeakMap<Definition, Made>();
  return (definition) => {
    const known = made.get(definition) ?? make(definition);
    made.set(definition, known);
    return known;
  };
}
