// What lets one in: password, second factor, the browsers in which one is signed in; and for admins, what they ask of
// each other.

import { html, when } from '../dom.js';
import { ask } from '../elements/dialog.js';
import { edit } from '../outbox.js';
import { isAdmin, workspace } from '../session.js';
import { tell } from '../shell/tell.js';
import { passwordCard } from './password.js';
import { secondFactorCard } from './second-factor.js';
import { sessionsCard } from './sessions.js';

export function securityPage() {
  const sessions = sessionsCard();
  return [passwordCard(sessions.load), secondFactorCard(), sessions.view, when(isAdmin, rulesCard)];
}

function rulesCard() {
  const turn = async event => {
    const box = event.currentTarget;
    const isOn = box.checked;
    const isSure = !isOn || await ask({
      title: 'Ask admins for a second factor?', yes: 'Ask for it',
      text: 'Admins who have none, perhaps you yourself, set it up before they can do anything else, from this moment on.',
    });
    const says = isOn ? 'Admins need a second factor' : 'Admins get in by their password';
    try {
      if (!isSure) throw null;
      await edit('workspace', workspace().id, { requiresSecondFactor: isOn }, { says });
    } catch (error) {
      box.checked = !isOn;
      if (error) tell(error);
    }
  };
  return html`
    <section class="card" aria-labelledby="rules-h">
      <header><h2 id="rules-h">Rules</h2><p>For everybody in the company</p></header>
      <dl class="set">
        <div><dt>Second factor<span class="hint">Others may have one as they like</span></dt>
          <dd><label class="check"><input type="checkbox" .checked=${() => workspace()?.requiresSecondFactor} @change=${turn}>
            Admins need one</label></dd></div>
      </dl>
    </section>`;
}
