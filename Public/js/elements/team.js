import { html } from '../dom.js';

export const dot = team => html`<i class="dot" data-color=${team?.color} aria-hidden="true"></i>`;

/** A team's mark and name. */
export const teamName = team => (team ? html`<span class="team">${dot(team)}${team.name}</span>` : null);
