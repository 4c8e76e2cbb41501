/**
 * What an answer of `npm audit --json` comes to.
 * @param {string} out
 * @param {string} err what npm wrote beside it
 * @returns {{ line: string, failed: boolean }}
 */
export function verdict(out, err) {
  let answer;
  try {
    answer = JSON.parse(out);
  } catch {
    return { line: `audit: not answered (${firstLine(err) || 'npm said nothing'})`, failed: false };
  }
  const counts = answer.metadata?.vulnerabilities;
  if (!counts) {
    const why = answer.message ?? answer.error?.summary ?? answer.error?.code ?? firstLine(err);
    return { line: `audit: this registry does not answer it (${why})`, failed: false };
  }
  const grave = Object.entries(answer.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name} (${severity})`);
  if (grave.length === 0)
    return { line: `audit: nothing grave (${counts.total ?? 0} in all)`, failed: false };
  return { line: `audit: ${grave.join(', ')}: see « npm audit --omit=dev »`, failed: true };
}

const firstLine = (text) => text.trim().split('\n')[0];
