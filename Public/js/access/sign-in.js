// Sign in: by e-mail and password, or as somebody of the demonstration.

import { get } from '../api.js';
import { html, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { signIn, signInAs } from '../session.js';
import { codeField, doorForm, passwordField, showDoor } from './door.js';

export async function open() {
  const known = get('/api/demo').catch(() => null);
  const demo = signal([]);
  const next = within(new URLSearchParams(location.search).get('next') ?? '/');
  const needsCode = signal(false);
  // What was typed stays in its fields: the code is asked for with it.
  const send = async ({ email = '', password = '', code }) => {
    try {
      location.replace(await signIn({ email, password, code }, next));
    } catch (error) {
      const isAsked = error.needs === 'code' && !needsCode.peek();
      needsCode.set(error.needs === 'code');
      if (!isAsked) throw error;
    }
  };
  await showDoor('Sign in', () => html`
    <section class="card" aria-labelledby="in-h">
      <h1 id="in-h">Sign in</h1>
      ${doorForm({
        submit: 'Sign in', send,
        fields: [
          html`<label>E-mail<input class="field" type="email" name="email" required autocomplete="username"
            autofocus maxlength="254"></label>`,
          passwordField('Password', 'password', 'current-password'),
          when(needsCode, codeField),
        ],
      })}
    </section>
    ${when(() => demo().length, () => demonstration(demo(), next))}`);
  demo.set((await known)?.members ?? []);
}

/** An address of this site, however it is written; another site's leads Home. */
function within(address) {
  const to = URL.parse(address, location.origin);
  return to?.origin === location.origin ? to.pathname + to.search + to.hash : '/';
}

const isAdmin = member => member.role === 'admin';

function demonstration(members, next) {
  const problem = signal(null);
  const isAll = signal(false);
  const byTeam = Map.groupBy(members, member => member.team);
  // Two of each team, with the admin among them, who can see all of Settings.
  const few = [...byTeam.values()].map(team => team.toSorted((a, b) => isAdmin(b) - isAdmin(a)).slice(0, 2));
  const enterAs = member => signInAs(member.email, next)
    .then(to => location.replace(to), error => problem.set(error.message));
  const role = member => (member.role === 'member' ? null : html`<span class="tag">${member.role}</span>`);
  const group = team => html`
    <li><h3>${team[0].team}</h3>
      <div>${team.map(member => html`
        <button type="button" class="btn quiet" @click=${() => enterAs(member)}>${member.name}${role(member)}</button>`)}
      </div>
    </li>`;
  return html`
    <section class="demo" aria-labelledby="demo-h">
      <h2 id="demo-h">Or look around as</h2>
      <p class="sub">This is a demonstration workspace. Open a second browser to be two people at once.</p>
      <ul>${() => (isAll() ? [...byTeam.values()] : few).map(group)}</ul>
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      ${when(() => !isAll() && members.length > few.flat().length, () => html`
        <button type="button" class="btn quiet sm" @click=${() => isAll.set(true)}>
          ${icon('down')}All ${members.length} members</button>`)}
    </section>`;
}
