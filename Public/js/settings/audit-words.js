// What the audit holds, in words. A line is { event, member, about, name, plan, planName, detail, count, … }.

import { html } from '../dom.js';
import { many } from '../format.js';
import { member } from '../session.js';

const SECTION = {
  address: 'a new address', password: 'a password', passwordTaken: 'no password any more', content: 'other content',
  expires: 'another last day',
};

const SETTINGS = { requiresSecondFactor: 'A second factor for admins' };

const bold = text => html`<b>${text}</b>`;
const person = id => bold(member(id)?.name ?? 'Somebody');
const whom = it => person(it.about?.split(':')[1]);
const isOwn = it => it.member && it.about === `member:${it.member}`;
const plan = it => (it.plan ? html`<a href=${`/plans/${it.plan}`}>${it.planName ?? 'a plan that is gone'}</a>` : null);
const account = it => (it.name ? html`<a href=${`/accounts/${it.about.split(':')[1]}`}>${it.name}</a>` : 'an account');
const link = it => ['the link ', bold(it.name ?? 'that is gone'), ' to ', plan(it)];
const role = word => bold(word ?? 'nobody');
const manager = id => (id ? person(id) : 'nobody');

/** What the doer did, to stand behind their name. */
const DONE = {
  signedIn: () => 'signed in',
  signedOut: () => 'signed out',
  signedOutElsewhere: it => (isOwn(it) ? 'signed out elsewhere' : ['signed ', whom(it), ' out everywhere']),
  passwordChanged: () => 'changed their password',
  invited: it => ['made a link by which ', whom(it), ' can join'],
  resetLinkMade: it => ['made a link by which ', whom(it), ' can choose a new password'],
  joined: () => 'joined by their link',
  passwordReset: () => 'chose a new password by a link',
  secondFactorOn: () => 'switched their second factor on',
  secondFactorOff: () => 'switched their second factor off',
  secondFactorReset: it => ['took the second factor of ', whom(it), ' away'],
  recoveryCodesMade: () => 'made new recovery codes',
  recoveryCodeUsed: it => ['used a recovery code; ', many(it.detail.left, 'is', 'are'), ' left'],
  memberAdded: it => ['added ', whom(it), ' as ', role(it.detail.role)],
  roleChanged: it => ['changed the role of ', whom(it), ' from ', role(it.detail.from), ' to ', role(it.detail.to)],
  emailChanged: it => ['changed the e-mail of ', whom(it)],
  memberArchived: it => ['archived ', whom(it)],
  memberReturned: it => ['brought ', whom(it), ' back'],
  planRestricted: it => ['restricted ', plan(it)],
  planOpened: it => ['opened ', plan(it), ' to everybody'],
  joinedPlan: it => ['put ', whom(it), ' on ', plan(it), ' as ', role(it.detail.role)],
  leftPlan: it => ['took ', whom(it), ' off ', plan(it)],
  planRoleChanged: it => ['made ', whom(it), ' ', role(it.detail.to), ' of ', plan(it), ', before ', role(it.detail.from)],
  generalManagerChanged: it => [
    'made ', manager(it.detail.to), ' general manager of ', account(it), ', before ', manager(it.detail.from)],
  shareLinkMade: it => ['made ', link(it)],
  shareLinkChanged: it => ['gave ', link(it), ' ', it.detail.what.map(what => SECTION[what]).join(', ')],
  shareLinkRevoked: it => ['revoked ', link(it)],
  settingChanged: it => ['changed a setting: ', SETTINGS[it.detail.setting] ?? it.detail.setting, ' is ',
    bold(it.detail.to ? 'on' : 'off')],
  exported: () => 'exported the data',
  imported: () => 'imported data',
  backedUp: () => 'made a backup',
  restored: () => 'restored a backup',
  erased: () => 'erased a person for good',
};

/** What happened, done by nobody whom one knows. */
const HAPPENED = {
  signInFailed: it => ['Signing in ', it.about ? ['as ', whom(it)] : 'with an unknown e-mail', ' failed'],
  signInDelayed: () => 'Somebody tried to sign in too often and was kept waiting',
  codeFailed: it => ['A wrong code was given for ', whom(it), ', after the right password'],
  linkFailed: () => 'A one-time link was not valid',
  shareLinkOpened: it => ['Somebody opened ', link(it)],
  shareLinkFailed: it => ['A wrong password was given for ', link(it)],
};

export function inWords(it) {
  if (HAPPENED[it.event]) return HAPPENED[it.event](it);
  return [it.member ? person(it.member) : bold('Quartet'), ' ', DONE[it.event]?.(it) ?? it.event];
}

/** Whether it was done by somebody of whom no more is known than from where. */
export const isStrangers = event => event in HAPPENED;

/** Whether it is something to look at. */
export const isWarning = event => FAILURES.includes(event);

const FAILURES = ['signInFailed', 'signInDelayed', 'codeFailed', 'linkFailed', 'shareLinkFailed'];

/** The groups in which one looks for something. */
export const GROUPS = [
  { id: 'signing-in', name: 'Signing in and out',
    events: ['signedIn', 'signInFailed', 'signInDelayed', 'codeFailed', 'linkFailed', 'signedOut', 'signedOutElsewhere', 'recoveryCodeUsed'] },
  { id: 'failures', name: 'Failed attempts', events: FAILURES },
  { id: 'passwords', name: 'Passwords and second factors',
    events: ['passwordChanged', 'invited', 'resetLinkMade', 'joined', 'passwordReset', 'secondFactorOn', 'secondFactorOff',
      'secondFactorReset', 'recoveryCodesMade', 'recoveryCodeUsed'] },
  { id: 'members', name: 'Members and roles',
    events: ['memberAdded', 'roleChanged', 'emailChanged', 'memberArchived', 'memberReturned', 'erased'] },
  { id: 'plans', name: 'Who sees which plan',
    events: ['planRestricted', 'planOpened', 'joinedPlan', 'leftPlan', 'planRoleChanged', 'generalManagerChanged'] },
  { id: 'links', name: 'Links for customers',
    events: ['shareLinkMade', 'shareLinkChanged', 'shareLinkRevoked', 'shareLinkOpened', 'shareLinkFailed'] },
  { id: 'data', name: 'Settings, exports, backups',
    events: ['settingChanged', 'exported', 'imported', 'backedUp', 'restored', 'erased'] },
];
