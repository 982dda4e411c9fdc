// Settings: the workspace, its teams and members, and what concerns only oneself.

import { computed, html, match } from '../dom.js';
import { isStaff } from '../access/rights.js';
import { isAdmin, me } from '../session.js';
import { part } from '../shell/part.js';
import { styles } from '../styles.js';
import { membersPage } from './members.js';
import { notificationsPage } from './notifications.js';
import { preferencesPage } from './preferences-page.js';
import { securityPage } from './security.js';
import { teamsPage } from './teams.js';
import { workspacePage } from './workspace.js';

const PAGES = {
  workspace: ['Workspace', workspacePage],
  teams: ['Teams', teamsPage],
  members: ['Members', membersPage],
  security: ['Security', securityPage],
  preferences: ['Preferences', preferencesPage],
  notifications: ['Notifications', notificationsPage],
  backup: ['Backup', () => part(async () => (await import('./backup.js')).backupPage)],
  export: ['Export', () => part(async () => (await import('./export.js')).exportPage)],
  audit: ['Audit', () => part(async () => {
    const audit = await import('./audit.js');
    await audit.dressed();
    return audit.auditPage;
  })],
};

/** A guest has but their own: the workspace, its teams and people are for those who work in it. */
const OWN = new Set(['security', 'preferences']);
const FOR_ADMINS = new Set(['backup', 'export', 'audit']);
const isOffered = id => (FOR_ADMINS.has(id) ? isAdmin() : isStaff(me()) || OWN.has(id));
const pages = () => Object.entries(PAGES).filter(([id]) => isOffered(id));

export const key = () => 'settings';

const dressed = styles('settings', 'security');

export const load = () => dressed;

export function screen(params) {
  const tab = computed(() => (pages().find(([id]) => id === params().tab) ?? pages()[0])[0]);
  const name = () => PAGES[tab()][0];
  return {
    title: () => `${name()}, Settings`,
    crumbs: () => [{ text: 'Settings', href: '/settings' }, { text: name() }],
    view: html`
      <div class="settings">
        <header class="page-h"><h1>Settings</h1></header>
        <nav class="tabs" aria-label="Settings">${pages().map(([id, [text]]) => html`
          <a href=${`/settings/${id}`} aria-current=${() => (tab() === id ? 'page' : null)}>${text}</a>`)}</nav>
        ${match(tab, id => PAGES[id][1]())}
      </div>`,
  };
}
