// What a figure of the Alignment card is made of, beside the plan: promises, pulses, the score by day.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { styles } from '../styles.js';
import { promisesPanel } from './promises-due.js';
import { pulsesPanel } from './pulses.js';
import { historyPanel } from './score-history.js';

export const dressed = styles('alignment', 'drift', 'evidence');

const FIGURES = {
  promises: { title: 'Kept promises', draw: promisesPanel },
  pulse: { title: 'Pulse', draw: pulsesPanel },
  trend: { title: 'Alignment by day', draw: historyPanel },
};

export function figurePanel(room, name, close) {
  const { title, draw } = FIGURES[name.peek()];
  return html`
    <header><h2>${title}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
    </header>
    <div class="detail evidence">${draw(room)}</div>`;
}
