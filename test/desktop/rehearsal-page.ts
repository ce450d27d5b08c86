/** The page beside the wizard that says what to enter where in a rehearsal: the lab's addresses and accounts, page by page. */

export interface RehearsalSection {
  readonly heading: string;
  readonly sentence: string;
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly acts: readonly { readonly id: string; readonly label: string }[];
}

/** The name of the function that the page calls with the id of an act; it answers with a sentence. */
export const rehearseFunction = 'rehearse';

export const rehearsalPage = (sections: readonly RehearsalSection[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Rehearsal</title><style>${styles}</style></head>
<body>
<h1>Rehearsal</h1>
<p>The window beside this one is the product as it is. What you would know of your own directory and tenant stands here, for the lab.</p>
<p id="said" role="status"></p>
${sections.map(sectionHtml).join('\n')}
<script>
const said = document.getElementById('said');
for (const button of document.querySelectorAll('button[data-act]'))
  button.addEventListener('click', async () => { said.textContent = 'At work';
    said.textContent = await window.${rehearseFunction}(button.dataset.act);
  });
for (const code of document.querySelectorAll('code'))
  code.addEventListener('click', () => getSelection().selectAllChildren(code));
</script>
</body>
</html>`;

const sectionHtml = ({ heading, sentence, values, acts }: RehearsalSection) => `<section>
<h2>${escapeHtml(heading)}</h2>
<p>${escapeHtml(sentence)}</p>
${values.length === 0 ? '' : `<dl>${values.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd><code tabindex="0">${escapeHtml(value)}</code></dd>`).join('')}</dl>`}
${acts.map(({ id, label }) => `<button type="button" data-act="${escapeHtml(id)}">${escapeHtml(label)}</button>`).join(' ')}
</section>`;

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const styles = `
:root { color-scheme: light dark; font: 14px/20px system-ui, 'Segoe UI', sans-serif; }
body { margin: 16px; }
h1 { font-size: 20px; line-height: 28px; margin: 0 0 8px; }
h2 { font-size: 14px; margin: 20px 0 4px; }
p { margin: 0 0 8px; }
dl { margin: 0 0 8px; }
dt { color: GrayText; font-size: 12px; }
dd { margin: 0 0 4px; }
code { font-family: Consolas, ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
button { font: inherit; padding: 4px 12px; margin: 0 4px 4px 0; }
#said:not(:empty) { border: 1px solid; padding: 8px; }
`;
