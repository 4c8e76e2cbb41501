import { readServiceSettings } from './service-settings.js';

const needed = { DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/ctg', OIDC_ISSUER: 'https://id.example' };

test('what is needed is enough, an empty variable counts as none', () => {
  expect(readServiceSettings({ ...needed, PORT: ' ', OIDC_JWKS_URI: '' })).toEqual({
    ...needed,
    PORT: 4000,
    HOST: '127.0.0.1',
    EVENT_STORE: 'postgres',
    FEED: 'embedded',
    OIDC_AUDIENCE: 'ctg-api',
    LOG_LEVEL: 'info',
    REQUESTS_PER_MINUTE: 6_000,
  });
});

test('every fault is told at once, and no secret with them', () => {
  const wrong = { DATABASE_URL: 'mysql://u:secret@h/d', PORT: '70000', FEED: 'kafka', LOG_LEVEL: 'loud' };
  const said = (() => {
    try {
      return JSON.stringify(readServiceSettings(wrong));
    } catch (error) {
      return (error as Error).message;
    }
  })();
  for (const name of ['DATABASE_URL', 'PORT', 'FEED', 'LOG_LEVEL', 'OIDC_ISSUER'])
    expect(said).toContain(`- ${name} : `);
  expect(said).not.toContain('secret');
});
