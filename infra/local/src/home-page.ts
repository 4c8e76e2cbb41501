/** The first page, until the web console exists: where everything is. */
export function homePage(services: readonly { readonly name: string; readonly title: string }[]): string {
  const list = services.map(
    ({ name, title }) => `<li>${escaped(title)} — <code>/api/${escaped(name)}</code></li>`,
  );
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>CTG</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}</style></head>
<body><main><h1>Conventions territoriales globales</h1>
<p>Le produit fonctionne sur cette machine.</p>
<ul>
<li><a href="/api/docs">Documentation de l’API</a></li>
<li><a href="/health/ready">État de santé</a></li>
<li><a href="/metrics">Mesures</a></li>
<li><a href="/identity">Identité locale (OpenID Connect)</a></li>
</ul>
<h2>Services</h2><ul>${list.join('\n')}</ul>
<h2>Dans un terminal</h2>
<dl>
<dt>Obtenir un jeton</dt><dd><code>npm run -s ctg -- token --as caf_adviser</code></dd>
<dt>Jouer la convention du Sud-Avesnois</dt><dd><code>npm run -s ctg -- play sud-avesnois</code></dd>
</dl></main></body></html>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
