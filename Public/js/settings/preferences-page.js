import { html } from '../dom.js';
import { showKeys } from '../shell/shortcuts.js';
import { setSingleKeys, setTheme, singleKeys, theme } from './preferences.js';

const THEMES = [['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark']];

export function preferencesPage() {
  return html`
    <section class="card" aria-labelledby="pref-h">
      <header><h2 id="pref-h">Preferences</h2><p>For you, in this browser</p></header>
      <dl class="set">
        <div><dt>Theme</dt><dd>
          <fieldset class="seg"><legend class="vh">Theme</legend>${THEMES.map(([value, text]) => html`
            <label><input type="radio" name="theme" value=${value} .checked=${() => theme() === value}
              @change=${() => setTheme(value)}>${text}</label>`)}</fieldset></dd></div>
        <div><dt>Single keys<span class="hint">c for a new task, j and k in lists, and others.
          Those with ${'⌘'} or Ctrl always work.</span></dt>
          <dd><label class="check"><input type="checkbox" .checked=${singleKeys}
            @change=${event => setSingleKeys(event.currentTarget.checked)}>Use single keys</label>
            <button type="button" class="btn quiet sm" @click=${showKeys}>Show the list</button></dd></div>
      </dl>
    </section>`;
}
