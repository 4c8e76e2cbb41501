import type { Provider } from 'oidc-provider';

/**
 * Makes the provider without the notices it writes for those who would run it in production (memory adapter, Node
 * version): this one never is, and a newcomer's first screen should not be a warning. Other warnings pass.
 */
export async function quietProvider(issuer: string, configuration: object): Promise<Provider> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING')) warn(...words);
  };
  try {
    const library = await import('oidc-provider');
    return new library.Provider(issuer, configuration);
  } finally {
    console.warn = warn;
  }
}
