// A score with its bar, and the weakest team by name: the same wherever plans are listed.

import { html } from '../dom.js';
import { teamName } from '../elements/team.js';
import { isNothing, oneDecimal } from '../format.js';
import { team } from '../session.js';

export function scoreCell(figures) {
  if (isNothing(figures?.score)) return null;
  const { score, isProvisional } = figures;
  return html`
    <span class=${['score', isProvisional && 'provisional']} title=${isProvisional ? 'Provisional' : null}>
      <b>${oneDecimal(score)}</b><span class="bar" aria-hidden="true"><i --p=${score}></i></span>
      ${isProvisional ? html`<span class="vh">, provisional</span>` : null}</span>`;
}

export function weakestCell(figures) {
  if (!figures?.weakest) return null;
  return html`
    <span class="weakest">${teamName(team(figures.weakest))}
      <span class="num">${oneDecimal(figures.weakestScore)}</span></span>`;
}
