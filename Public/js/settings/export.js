// All data, to take along: for another Quartet, and for spreadsheets.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';

/** What is worth a table, in the order in which people think of it. */
const TABLES = [
  ['accounts', 'Accounts'], ['plans', 'Plans'], ['plan-members', 'Plan teams'], ['objectives', 'Objectives'],
  ['commitments', 'Commitments'], ['tasks', 'Tasks'], ['sign-offs', 'Sign-offs'], ['pulses', 'Pulses'],
  ['reviews', 'Reviews'], ['agenda-items', 'Agenda items'], ['review-notes', 'Review notes'],
  ['decisions', 'Decisions'], ['comments', 'Comments'], ['members', 'Members'], ['teams', 'Teams'],
];

export const exportPage = () => html`
  <section class="card" aria-labelledby="export-h">
    <header><h2 id="export-h">Export</h2><p>Noted in the audit, each time</p></header>
    <dl class="set">
      <div><dt>Everything<span class="hint">JSON Lines: every record and every change, as an empty Quartet takes it
          in</span></dt>
        <dd><a class="btn line sm" href="/api/export" download>${icon('download')}Download all</a></dd></div>
      <div><dt>Tables<span class="hint">CSV for spreadsheets. A text that begins like a formula stands behind an
          apostrophe</span></dt>
        <dd><ul class="tables">${TABLES.map(([path, text]) => html`
          <li><a class="link" href=${`/api/export/${path}`} download>${text}</a></li>`)}</ul></dd></div>
    </dl>
    <p class="foot">Pulses of a week that has not closed, and what belongs to others alone, are left out. Passwords, sessions
      and links are in no export. For a whole copy, to be restored as it was, make a backup.</p>
  </section>`;
