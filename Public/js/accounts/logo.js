// An account's mark, generated from its name: the same name has the same mark everywhere.

import { html } from '../dom.js';

const MARKS = [
  'M6 24 16 7l10 17M11 24l5-8.5 5 8.5',
  'M7 22h18M7 16h18M7 10h18',
  'M16 6v20M6 16h20',
  'M7 25V12l9-5 9 5v13',
  'M6 20c5-12 15-12 20 0',
  'M8 8h16v16H8zM8 16h16',
  'M16 6l10 10-10 10L6 16z',
  'm6 8 10 17L26 8M11.5 8 16 16l4.500-8',
];

function fingerprint(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum;
}

/** `size` is "", "md" or "sm". */
export function logo(name = '', size = '') {
  const print = fingerprint(name);
  return html`
    <span class="logo ${size}" aria-hidden="true" --h=${(print * 47) % 360}>
      <svg viewBox="0 0 32 32"><path d=${MARKS[print % MARKS.length]}/></svg>
    </span>`;
}
