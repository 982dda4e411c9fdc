// The members: who they are, their team and role; an admin invites them by a link and archives who leaves.

import { computed, each, html, signal, when } from '../dom.js';
import { call, get, post } from '../api.js';
import { avatar } from '../elements/avatar.js';
import { ask, formDialog, openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { many, moment } from '../format.js';
import { create, edit } from '../outbox.js';
import { allMembers, allTeams, isAdmin, me, members, teams } from '../session.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { adminField } from './field.js';

const ROLES = [['admin', 'Admin'], ['leader', 'Leader'], ['member', 'Member'], ['guest', 'Guest']];

/** How each of them gets in, by id; for admins. */
const states = signal(new Map());
const loadStates = () => get('/api/sign-in-states')
  .then(({ items }) => states.set(new Map(items.map(it => [it.member, it]))), tell);

export function membersPage() {
  const words = signal('');
  if (isAdmin.peek()) loadStates();
  const shown = computed(() => {
    const wanted = words().toLocaleLowerCase();
    return allMembers().filter(each => !wanted || `${each.name} ${each.email}`.toLocaleLowerCase().includes(wanted));
  });
  return html`
    <section class="card" aria-labelledby="members-h">
      <header><h2 id="members-h">Members</h2><p>${() => many(members().length, 'member')}</p>
        <div class="acts">
          <input class="field" type="search" aria-label="Find a member" placeholder="Find" autocomplete="off"
            @input=${event => words.set(event.currentTarget.value.trim())}>
          ${when(isAdmin, () => html`
            <button type="button" class="btn line sm" @click=${invite}>${icon('plus')}Invite</button>`)}
        </div>
      </header>
      <div class="wide-table">
        <table class="tbl people">
          <caption class="vh">Members</caption>
          <thead><tr><th scope="col">Name</th><th scope="col">Title</th>
            <th scope="col">Team</th><th scope="col">Role</th>
            <th scope="col"><span class="vh">Actions</span></th></tr></thead>
          <tbody>${each(shown, member => member.id, row)}</tbody>
        </table>
      </div>
      <p class="foot">A guest sees only the plans they are put on, and of those accounts the name.
        A leader sees every plan.</p>
    </section>`;
}

function row(member) {
  const field = (name, options) => adminField('member', member, name, options);
  return html`
    <tr class=${() => (member().archived ? 'off' : null)}>
      <th scope="row" class="who">${() => avatar(member(), 'sm')}<span>
        ${field('name', { label: 'Name', isRequired: true })}
        ${() => stateTag(member())}
        <small>${() => (isErased(member()) ? null : member().email)}</small></span></th>
      <td class="ttl">${field('title', { label: 'Title', empty: 'No title' })}</td>
      <td class="tm">${field('team', { label: 'Team', type: 'team', teams: allTeams, isRequired: true })}</td>
      <td class="rl">${field('role', { label: 'Role', type: 'choice', choices: ROLES, isRequired: true })}</td>
      <td class="r">${when(isAdmin, () => menuButton({
        label: () => `Actions for ${member().name}`, content: icon('more'), look: 'btn quiet sm icon', side: 'end',
        items: () => actions(member.peek()),
      }))}</td>
    </tr>`;
}

const isErased = ({ email }) => email.endsWith('@erased.invalid');

function stateTag({ id, archived }) {
  if (archived) return html`<span class="tag">Archived</span>`;
  const state = states().get(id);
  if (state && !state.hasPassword) return html`<span class="tag">Not here yet</span>`;
  return state?.hasSecondFactor ? html`<span class="tag">Second factor</span>` : null;
}

function actions(member) {
  const state = states.peek().get(member.id);
  const says = member.archived ? `${member.name} is back` : `${member.name} archived`;
  return [
    !member.archived && {
      text: state?.hasPassword ? 'Make a link to a new password' : 'Make a new link to join', icon: 'link',
      run: () => makeLink(member).catch(tell),
    },
    member.id !== me().id && state?.lastSeenAt && {
      text: 'Sign out everywhere', icon: 'power', run: () => signOut(member).catch(tell),
    },
    member.id !== me().id && state?.hasSecondFactor && {
      text: 'Take second factor away', icon: 'lock', run: () => resetFactor(member).catch(tell),
    },
    member.id !== me().id && {
      text: member.archived ? 'Bring back' : 'Archive', icon: member.archived ? 'undo' : 'inbox',
      run: () => edit('member', member.id, { archived: !member.archived }, { says }).catch(tell),
    },
    member.id !== me().id && member.archived && !isErased(member) && {
      text: 'Erase for good', icon: 'x', isDanger: true, run: () => erase(member),
    },
  ];
}

async function signOut(member) {
  await call('DELETE', `/api/members/${member.id}/sessions`);
  toast(`${member.name} was signed out everywhere`);
  await loadStates();
}

/** The name is typed, for there is no way back. */
const erase = member => formDialog({
  title: `Erase ${member.name} for good?`, submit: 'Erase', isDanger: true,
  fields: html`
    <p>Their name, address and title are taken out of everything that is kept, history and mentions too. What they did stays,
      done by an erased member. This cannot be undone, and older backups are not changed by it.</p>
    <label>Type their name to go on<input class="field" name="name" required maxlength="80" autocomplete="off" autofocus></label>`,
  save: async ({ name = '' }) => {
    await call('POST', `/api/members/${member.id}/erasures`, { body: { name } });
    toast('Erased');
  },
});

async function resetFactor(member) {
  const isSure = await ask({
    title: `Take the second factor of ${member.name} away?`, yes: 'Take it away', isDanger: true,
    text: 'Do that only when you have spoken to them. Their password alone lets them in from then on, and they are signed out.',
  });
  if (!isSure) return;
  await call('POST', `/api/members/${member.id}/second-factor-resets`);
  toast(`${member.name} signs in without a code`);
  await loadStates();
}

async function invite() {
  let made = null;
  await formDialog({
    title: 'Invite somebody', submit: 'Invite',
    fields: html`
      <label>Name<input class="field" name="name" required maxlength="80" autocomplete="off" autofocus></label>
      <label>E-mail<input class="field" type="email" name="email" required maxlength="254" autocomplete="off"></label>
      <div class="pair">
        <label>Team<select class="field" name="team">${teams().map(team => html`
          <option value=${team.id}>${team.name}</option>`)}</select></label>
        <label>Role<select class="field" name="role">${ROLES.map(([role, text]) => html`
          <option value=${role} ?selected=${role === 'member'}>${text}</option>`)}</select></label>
      </div>
      <label>Title<input class="field" name="title" maxlength="80" autocomplete="off"></label>`,
    save: async values => {
      const { record } = await create('member', values, { says: `${values.name} added` }).done;
      made = record;
    },
  });
  if (made) await makeLink(made).catch(tell);
}

/** The link is shown once, to be sent by whatever way the two already talk. */
async function makeLink(member) {
  const { link, expiresAt, isReset } = await post(`/api/members/${member.id}/invitations`, {});
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    toast('Link copied');
  };
  openDialog(close => html`
    <div class="form">
      <header><h2 id="link-h">A link for ${member.name}</h2></header>
      <p>Send it to them. It lets them choose a ${isReset ? 'new ' : ''}password, works once, and until
        ${moment(expiresAt)}.</p>
      <label>Link<input class="field" readonly .value=${link} autofocus
        @focus=${event => event.currentTarget.select()}></label>
      <div class="acts">
        <button type="button" class="btn quiet" @click=${() => close()}>Done</button>
        <button type="button" class="btn primary" @click=${() => copy().catch(tell)}>${icon('copy')}Copy link</button>
      </div>
    </div>`, { labelledby: 'link-h', isLight: false });
}
