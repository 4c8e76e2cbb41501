/** Clean-ups that would fall over a set-up that failed, and hide its reason behind a TypeError of their own. */

/**
 * What a set-up fills and a clean-up uses without asking whether the set-up came so far: `name.close()`.
 * @param {string} text a suite
 * @returns {string[]} names of variables
 */
export function carelessCleanUps(text) {
  const filled = [...text.matchAll(/\blet (\w+)!?: [^=;\n]+;/g)].map(([, name]) => name);
  const bodies = [...text.matchAll(/\bafter(?:All|Each)\(/g)].map(({ index }) => callAt(text, index));
  return bodies.flatMap((body) =>
    filled.filter(
      (name) =>
        new RegExp(`(?<![\\w.])${name}\\.`).test(body) && !new RegExp(`\\(?\\b${name}\\)? =>`).test(body),
    ),
  );
}

/** From a name to the parenthesis that closes its call. */
function callAt(text, from) {
  let depth = 0;
  for (let at = text.indexOf('(', from); at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}
