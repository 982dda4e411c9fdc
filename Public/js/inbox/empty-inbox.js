// The inbox before anything was told: what will stand here, and what will not.

import { html } from '../dom.js';

export const emptyInbox = () => html`
  <section class="card">
    <div class="empty-state">
      <h2>Nothing yet</h2>
      <p>You are told when somebody gives you a task, asks your team, answers you, mentions you or replies, when the plan
        is no longer what your team agreed to, and when something of yours is late. Nothing else, and nothing you did
        yourself.</p>
      <div class="example" aria-hidden="true"><span class="tag">Example</span>
        <div class="line"><span>Rosa gave you <b>Confirm the pilot sponsor</b></span><span class="end sub">12 min</span></div>
      </div>
      <a class="btn line" href="/">Go to Home</a>
    </div>
  </section>`;
