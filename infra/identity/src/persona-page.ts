import { personas } from './personas.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const html = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** The page that asks who one wants to be; each choice is a button of a form that posts to the page's own address. */
export function personaPage(): string {
  const choices = personas
    .map(
      ({ name, label, description }) =>
        `<li><button name="persona" value="${html(name)}">${html(label)}</button> <span>${html(description)}</span></li>`,
    )
    .join('\n');
  return page(
    'Se connecter (identité locale)',
    `<p>Choisissez un rôle. Il n’y a pas de mot de passe : cette page n’existe que sur un poste de développement.</p>
<form method="post"><ul>${choices}</ul></form>`,
  );
}

/** The page at the issuer's own address: what this is, and how one gets a token. */
export function identityPage(issuer: string): string {
  const rows = personas
    .map(
      ({ name, label, description }) =>
        `<li><strong>${html(label)}</strong> (<code>${html(name)}</code>) : ${html(description)}</li>`,
    )
    .join('\n');
  return page(
    'Identité locale',
    `<p>Un fournisseur OpenID Connect pour ce poste de développement : sans mot de passe, il ne répond qu’à cette machine.</p>
<h2>Obtenir un jeton</h2>
<p><code>npm run -s ctg -- token --as caf_adviser</code>, ou :</p>
<pre><code>curl -s ${html(issuer)}/token -d grant_type=urn:ctg:grant:persona \\
  -d client_id=ctg-local -d persona=caf_adviser</code></pre>
<h2>Personas</h2><ul>${rows}</ul>
<p><a href="${html(issuer)}/.well-known/openid-configuration">Description du fournisseur (OpenID Connect)</a></p>`,
  );
}

/** A page that says one thing. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}
li{margin:.7rem 0}button{font:inherit;padding:.3rem .8rem}</style></head>
<body><main><h1>${html(title)}</h1>${body}</main></body></html>`;
}
