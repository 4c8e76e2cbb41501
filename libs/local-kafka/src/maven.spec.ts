import { copyDependencies, explained } from './maven.js';

const refused =
  '[ERROR] Plugin org.apache.maven.plugins:maven-dependency-plugin:3.8.1 or one of its dependencies could not be resolved: Could not transfer artifact org.apache.maven.plugins:maven-dependency-plugin:pom:3.8.1 from/to central (https://repo.example/maven2): Connect to repo.example:443 [repo.example/192.0.2.1] failed: Connection refused -> [Help 1]';

test.each([
  [
    { code: 1 },
    refused,
    /^Maven n’a pas obtenu .* dépôt injoignable .* \(repo\.example\) ; ouvrez-lui l’accès/,
  ],
  [
    { code: 1 },
    '[ERROR] Cannot access central (https://repo.example/m2) in offline mode',
    /dépôt injoignable/,
  ],
  [
    { code: 1 },
    '[ERROR] Failed to execute goal: disk',
    /^Maven n’a pas obtenu .* \/x\/maven\.log et corrigez/,
  ],
  [{ killed: true, code: null }, '', /en 5 minutes ; vérifiez son accès au réseau/],
])('%j is told as one sentence that says what to do', (error, said, sentence) => {
  const { message } = explained(error, said, '/x/maven.log');
  expect(message).toMatch(sentence);
  // Its own words stay in its log.
  expect(message).not.toMatch(/ERROR|\n/);
});

test('without Maven the sentence says so', async () => {
  await expect(copyDependencies('/pom.xml', '/folder', '/log', { PATH: '/nowhere' })).rejects.toThrow(
    /besoin de Maven \(mvn\).* trouvé : aucun ; installez-le .*\.cache\/kafka/,
  );
});
