// The list of keys, opened by "?".

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { openDialog } from '../elements/dialog.js';
import { singleKeys } from '../settings/preferences.js';
import { COMMAND, places } from './places.js';

const groups = () => [
  ['Everywhere', [
    [[`${COMMAND}K`, '/'], 'Search, go to, or do'],
    [['c'], 'New task, or what this place holds'],
    [[`${COMMAND}Z`], 'Undo your last change'],
    [['?'], 'This list'],
  ]],
  ['Go to', places().map(place => [[`g ${place.key}`], place.text])],
  ['In a list', [
    [['j', 'k'], 'Next and previous row'],
    [['x'], 'Select the row'],
    [['Enter'], 'Open the row'],
  ]],
  ['In the inbox', [
    [['e'], 'Mark as read, or not read'],
    [['s'], 'Put off'],
    [['r'], 'Reply'],
    [['x', 'e'], 'Select some, and mark them all'],
  ]],
  ['On a value', [
    [['Enter'], 'Edit, and save'],
    [['Esc'], 'Leave it as it was'],
    [['Tab'], 'Save and go on'],
  ]],
];

export function showKeys() {
  openDialog(close => html`
    <header><h2 id="keys-h">Keyboard shortcuts</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>
        ${icon('x')}</button></header>
    <div class="keys">
      ${groups().map(([title, keys]) => html`
        <section><h3>${title}</h3>
          <dl>${keys.map(([names, what]) => html`
            <div><dt>${names.map(name => html`<kbd class="key">${name}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
        </section>`)}
    </div>
    <p class="keys-f">${() => (singleKeys() ? 'Single keys are on.' : 'Single keys are off.')}${' '}
      <a class="link" href="/settings/preferences" @click=${() => close()}>Change in Settings</a></p>`,
  { labelledby: 'keys-h', look: 'keys-at' });
}
