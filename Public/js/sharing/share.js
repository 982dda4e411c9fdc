// Who from outside sees the plan: the links by which the customer reads parts of it, and its guests. Managers make and
// revoke them; the others of our own see what there is.

import { computed, each, html, signal, when } from '../dom.js';
import { get, post } from '../api.js';
import { avatar } from '../elements/avatar.js';
import { ask, formDialog, openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { ago, dayWithYear, list, many, moment, today } from '../format.js';
import { act } from '../outbox.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { where } from '../store.js';
import { styles } from '../styles.js';
import { openChoice } from './choice.js';
import { SECTIONS } from './sections.js';

const dressed = styles('sharing', 'shared');

/** Opens the panel. `room` is the plan's. */
export async function openShare(room) {
  await dressed;
  const links = where('shareLink', it => it.plan === room.id, byTime);
  const visits = signal(new Map());
  const read = () => get(`/api/plans/${room.id}/share-visits`)
    .then(({ items }) => visits.set(new Map(items.map(it => [it.link, it]))), tell);
  const desk = { room, links, visits, read, canManage: () => room.standing().canManage };
  read();
  openDialog(close => html`
    <header><h2 id="share-h">Share ${() => room.plan()?.title}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
    </header>
    <div class="sharing">${linksPart(desk)}${guestsPart(desk)}</div>`, { look: 'panel', labelledby: 'share-h' });
}

const isOver = link => Boolean(link.revokedAt) || link.expires < today();
const byTime = (a, b) => Number(isOver(a)) - Number(isOver(b)) || b.createdAt.localeCompare(a.createdAt);

// MARK: links

function linksPart(desk) {
  const { room, links, canManage } = desk;
  const isClosed = () => room.plan()?.state === 'closed';
  return html`
    <section aria-labelledby="links-h">
      <header><h3 id="links-h">Links for ${() => room.account().name}</h3>
        ${when(() => canManage() && !isClosed(), () => html`
          <button type="button" class="btn primary sm" @click=${() => make(desk)}>${icon('plus')}Make a link</button>`)}
      </header>
      <p class="sub">Whoever has a link reads the parts of this plan that you chose, without signing in. It never shows
        alignment, pulses, reviews, comments, notes or what teams say of each other.</p>
      ${when(isClosed, () => html`<p class="sub">The plan is closed: its links lead nowhere.</p>`)}
      <ul class="links">${each(links, it => it.id, it => linkRow(desk, it))}</ul>
      ${when(() => !links().length, () => html`<p class="sub">There is none yet.</p>`)}
    </section>`;
}

function linkRow(desk, link) {
  const { room, visits, canManage } = desk;
  const seen = () => visits().get(link().id);
  const read = () => (seen()?.visits ? `Read ${many(seen().visits, 'time')}, last ${since(seen().lastVisit)}` : 'Not read yet');
  return html`
    <li class=${() => (isOver(link()) ? 'off' : null)}>
      ${() => icon(isOver(link()) ? 'no' : link().protectedAt ? 'lock' : 'link')}
      <div>
        <b>${() => link().label}</b>
        ${() => (link().revokedAt ? html`<span class="tag bad">Revoked</span>`
          : isOver(link()) ? html`<span class="tag">Expired</span>` : null)}
        ${when(() => link().protectedAt && !isOver(link()), () => html`<span class="tag">Password</span>`)}
        <p>${() => `Shows ${shown(link())}`}</p>
        <p class="sub">${() => [
          link().revokedAt ? `Revoked ${since(link().revokedAt)} by ${room.names.member(link().revokedBy) ?? 'somebody'}`
            : `Until ${dayWithYear(link().expires)}`,
          link().revokedAt ? null : read(), `by ${room.names.member(link().createdBy) ?? 'somebody'}`,
        ].filter(Boolean).join(' · ')}</p>
      </div>
      ${when(() => canManage() && !link().revokedAt, () => menuButton({
        label: () => `Change the link ${link().label}`, content: icon('more'), look: 'btn quiet sm icon', side: 'end',
        items: () => actions(desk, link.peek()),
      }))}
    </li>`;
}

const AGE = /^\d+ (min|h|d)$/;
const since = at => {
  const age = ago(at);
  return age === 'now' ? 'just now' : AGE.test(age) ? `${age} ago` : `on ${age}`;
};

const shown = link => list(link.sections.map(section => {
  const { short } = SECTIONS[section];
  return section === 'tasks' ? many(link.tasks.length, 'task') : short;
}));

const actions = (desk, link) => [
  { text: 'Change what it shows', icon: 'eye', run: () => change(desk, link) },
  { text: 'Make a new address', icon: 'link', run: () => readdress(desk, link).catch(tell) },
  { text: link.protectedAt ? 'Change the password' : 'Set a password', icon: 'lock', run: () => setPassword(link) },
  link.protectedAt && {
    text: 'Take the password off', icon: 'minus',
    run: () => post(`/api/share-links/${link.id}/passwords`, {})
      .then(() => toast(`${link.label} has no password any more`)).catch(tell),
  },
  'line',
  { text: 'Revoke', icon: 'no', isDanger: true, run: () => revoke(link) },
];

const make = async desk => {
  const made = await openChoice(desk.room, {
    title: `A link for ${desk.room.account().name}`, submit: 'Make the link', withPassword: true,
    save: values => post(`/api/plans/${desk.room.id}/share-links`, values),
  });
  if (!made) return;
  showAddress(made.link, made.record.label);
  desk.read();
};

const change = (desk, link) => openChoice(desk.room, {
  title: `What ${link.label} shows`, submit: 'Save', link,
  save: values => desk.room.send.save('shareLink', link, values, `${link.label} changed`),
});

async function readdress(desk, link) {
  const isSure = await ask({
    title: 'Make a new address?', yes: 'Make it',
    text: `Whoever has the address of ${link.label} now will find the page closed.`,
  });
  if (!isSure) return;
  const { link: address } = await post(`/api/share-links/${link.id}/addresses`, {});
  showAddress(address, link.label);
}

const setPassword = link => formDialog({
  title: `A password for ${link.label}`, submit: 'Set it',
  fields: html`
    <label>Password<input class="field" name="password" required minlength="6" maxlength="200" autocomplete="off"
      autofocus><span class="hint">At least 6 characters. Tell it by another way than the link.</span></label>`,
  // Not by the outbox, which would keep it until it is sent.
  save: values => post(`/api/share-links/${link.id}/passwords`, values),
});

async function revoke(link) {
  const isSure = await ask({
    title: `Revoke ${link.label}?`, yes: 'Revoke', isDanger: true,
    text: 'The page is closed at once for everybody who has the link. This cannot be undone; you can make a new one.',
  });
  if (isSure) act(`/api/share-links/${link.id}/revocations`, {}, { says: `${link.label} revoked` }).catch(tell);
}

/** An address is shown this once; nobody can read it again. */
function showAddress(address, label) {
  openDialog(close => html`
    <div class="form">
      <header><h2 id="address-h">The link for ${label}</h2></header>
      <p>Copy it now: it is shown this once. If it gets lost, make a new address.</p>
      ${copyField('Link', address)}
      <div class="acts">
        <a class="btn quiet" href=${address} target="_blank" rel="noopener noreferrer">Open it</a>
        <button type="button" class="btn quiet" @click=${() => close()}>Done</button>
        ${copyButton(address)}
      </div>
    </div>`, { labelledby: 'address-h', isLight: false });
}

const copyField = (label, text) => html`
  <label>${label}<input class="field" readonly .value=${text} autofocus
    @focus=${event => event.currentTarget.select()}></label>`;

function copyButton(text) {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast('Link copied');
  };
  return html`
    <button type="button" class="btn primary" @click=${() => copy().catch(tell)}>${icon('copy')}Copy link</button>`;
}

// MARK: guests

function guestsPart({ room, canManage }) {
  const guests = computed(() => room.members().filter(it => it.role === 'guest'));
  return html`
    <section aria-labelledby="guests-h">
      <header><h3 id="guests-h">Guests</h3>
        ${when(() => canManage() && room.plan()?.state !== 'closed', () => html`
          <button type="button" class="btn line sm" @click=${() => invite(room)}>${icon('plus')}Invite a guest</button>`)}
      </header>
      <p class="sub">A guest signs in and sees this plan, its tasks and its comments; of the account only the name, and
        nothing of alignment, sign-offs, pulses or reviews.</p>
      <ul class="links">${each(guests, it => it.id, it => html`
        <li>${() => avatar(it(), 'sm')}<div><b>${() => it().name}</b>
          <p class="sub">${() => [it().title, it().email].filter(Boolean).join(' · ')}</p></div></li>`)}</ul>
      ${when(() => !guests().length, () => html`<p class="sub">There is none on this plan.</p>`)}
    </section>`;
}

async function invite(room) {
  let invited = null;
  const isDone = await formDialog({
    title: 'Invite a guest', submit: 'Invite',
    fields: html`
      <label>Name<input class="field" name="name" required maxlength="80" autocomplete="off" autofocus></label>
      <label>E-mail<input class="field" type="email" name="email" required maxlength="254" autocomplete="off"></label>`,
    save: async values => {
      invited = { ...await post(`/api/plans/${room.id}/guests`, values), name: values.name };
    },
  });
  if (!isDone) return;
  if (!invited.link) {
    toast(`${room.member(invited.member)?.name ?? invited.name} is on the plan, and signs in as before`);
    return;
  }
  openDialog(close => html`
    <div class="form">
      <header><h2 id="guest-h">A link for ${invited.name}</h2></header>
      <p>Send it to them. It lets them choose a password, works once, and until ${moment(invited.expiresAt)}.</p>
      ${copyField('Link', invited.link)}
      <div class="acts"><button type="button" class="btn quiet" @click=${() => close()}>Done</button>
        ${copyButton(invited.link)}</div>
    </div>`, { labelledby: 'guest-h', isLight: false });
}
