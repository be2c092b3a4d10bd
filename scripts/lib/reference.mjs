// SPDX-License-Identifier: Apache-2.0
// The reference: a page per operation, from its description alone. Readable without script.

const escaped = (text) =>
  String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

function page(title, body) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>${escaped(title)} · Sutva reference</title>
    <link rel="icon" href="../favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="../reference.css" />
  </head>
  <body>
    <main class="reference">
${body}
    </main>
  </body>
</html>
`;
}

function range(field) {
  const said = [];
  if (field.min !== undefined) said.push(`${field.min_open ? '&gt;' : '≥'} ${field.min}`);
  if (field.max !== undefined) said.push(`${field.max_open ? '&lt;' : '≤'} ${field.max}`);
  return said.join(', ');
}

function meaning(field) {
  const lines = [
    `<strong>${escaped(field.label)}</strong>${field.unit ? ` (${escaped(field.unit)})` : ''}. ${escaped(field.help)}`,
  ];
  for (const choice of field.choices ?? [])
    lines.push(
      `<code>${escaped(choice.name)}</code> ${escaped(choice.label)}${choice.help ? `: ${escaped(choice.help)}` : ''}`,
    );
  for (const condition of field.when ?? [])
    lines.push(
      `Counts while <code>${condition.field}</code> is ${condition.values.map((v) => `<code>${v}</code>`).join(' or ')}.`,
    );
  return lines.join('<br />');
}

function table(struct, isRequest) {
  const rows = struct.fields.map(
    (field) => `<tr><th scope="row"><code>${field.name}</code></th>
<td>${field.struct ? `<a href="#${field.struct.type}">${field.struct.type}</a>${field.type === 'structs' ? ' list' : ''}` : field.type}${field.optional ? ', optional' : ''}${field.required ? ', required' : ''}</td>
${isRequest ? `<td>${field.default === undefined || field.default === '' ? '' : `<code>${escaped(JSON.stringify(field.default))}</code>`}</td><td>${range(field)}</td>` : ''}<td>${meaning(field)}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Field</th><th scope="col">Type</th>${isRequest ? '<th scope="col">Default</th><th scope="col">Range</th>' : ''}<th scope="col">Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

function inner(struct, seen = new Map()) {
  for (const field of struct.fields) {
    if (field.struct && !seen.has(field.struct.type)) {
      seen.set(field.struct.type, field.struct);
      inner(field.struct, seen);
    }
  }
  return seen;
}

function operationPage(operation, equations) {
  const structs = [...inner(operation.result).values()].map(
    (struct) => `<h3 id="${struct.type}">${struct.type}</h3>\n${table(struct, false)}`,
  );
  const isPlan = operation.name === 'sample-size';
  return page(
    operation.title,
    `<p><a href="index.html">Reference</a> · <a href="../index.html#/${operation.name}">Open the tool</a></p>
<h1>${escaped(operation.title)}</h1>
<p>${escaped(operation.summary)}</p>
<p>Operation <code>${operation.name}</code>, a ${operation.shape}. In a terminal: <code>scripts/sutva ${operation.name}${operation.shape === 'table' || operation.shape === 'resampling' ? " '{…}' --file data.csv" : " '{…}'"}</code></p>
<h2>Request</h2>
${table(operation.request, true)}
<h2>Result</h2>
${table(operation.result, false)}
${structs.join('\n')}
${isPlan ? `<h2>Formulas</h2>${equations.map((e) => `<section><h3>${escaped(e.title)}</h3>${e.mathml}<p class="source">${escaped(e.source)}</p></section>`).join('\n')}` : ''}`,
  );
}

/** @returns {[string, string][]} file name and content */
export function referencePages({ operations, equations, codes }) {
  const index = page(
    'Reference',
    `<p><a href="../index.html">Sutva</a></p>
<h1>Reference</h1>
<p>Every operation with its fields, made from the descriptions in the C++ core. The names are the same in C++, JSON, links and exports.</p>
<ul>${operations.map((o) => `<li><a href="${o.name}.html">${escaped(o.title)}</a>: ${escaped(o.summary)}</li>`).join('\n')}</ul>
<h2>What can be wrong</h2>
<p>Every answer is an outcome: a value or none, and a list of issues, each with one of these codes.</p>
<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Code</th><th scope="col">Meaning</th></tr></thead><tbody>
${codes.map((c) => `<tr><th scope="row"><code>${c.code}</code></th><td>${escaped(c.meaning)}</td></tr>`).join('\n')}
</tbody></table></div>`,
  );
  return [['index.html', index], ...operations.map((o) => [`${o.name}.html`, operationPage(o, equations)])];
}
