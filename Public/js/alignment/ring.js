// The score as a ring: one arc for each ingredient, as long as its weight, filled as far as it is reached.
// What has nothing to measure is a dashed line. The drawing is one image to a screen reader.

import { each, svg } from '../dom.js';
import { oneDecimal } from '../format.js';
import { workspace } from '../session.js';
import { INGREDIENTS, weightsOf } from './ingredients.js';

const MIDDLE = 80;
const RADIUS = 60;
const GAP = 6.5;
const LETTERS = RADIUS + 15;

/** `read` answers { score, isProvisional, ingredients: [{ name, part }] }. Reactive. */
export function ring(read) {
  const parts = () => new Map(read().ingredients.map(it => [it.name, it.part]));
  const label = () => `Alignment ${oneDecimal(read().score)} of 100${read().isProvisional ? ', provisional' : ''}`;
  return svg`
    <svg class=${() => `ring ${read().isProvisional ? 'provisional' : ''}`} viewBox="0 0 160 160" role="img"
      aria-label=${label}>
      ${each(() => arcs(weightsOf(workspace())), arc => arc.name, arc => svg`
        <g>
          <path class=${() => (isMeasured(parts().get(arc().name)) ? 'track' : 'void')} d=${() => arc().path}></path>
          <path class="arc" pathLength="100" d=${() => arc().path} --p=${() => (parts().get(arc().name) ?? 0) * 100}
            visibility=${() => (parts().get(arc().name) ? null : 'hidden')}></path>
          <text class="lt" x=${() => arc().at[0]} y=${() => Number(arc().at[1]) + 3.7}>
            ${() => INGREDIENTS[arc().name].letter}</text>
        </g>`)}
      <text class="big" x=${MIDDLE} y=${MIDDLE + 7}>${() => oneDecimal(read().score)}</text>
      <text class="cap" x=${MIDDLE} y=${MIDDLE + 25}>${() => (read().isProvisional ? 'provisional' : 'of 100')}</text>
    </svg>`;
}

const isMeasured = part => part !== null && part !== undefined;

function arcs(weights) {
  const whole = weights.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  let at = 0;
  return weights.filter(([, weight]) => weight > 0).map(([name, weight]) => {
    const [from, to] = [at / whole * 360 + GAP, (at + weight) / whole * 360 - GAP];
    at += weight;
    return { name, path: arc(from, Math.max(to, from + 0.5)), at: point((from + to) / 2, LETTERS) };
  });
}

function point(degrees, radius) {
  const angle = degrees * Math.PI / 180;
  return [MIDDLE + radius * Math.sin(angle), MIDDLE - radius * Math.cos(angle)].map(it => it.toFixed(2));
}

const arc = (from, to) =>
  `M${point(from, RADIUS)}A${RADIUS} ${RADIUS} 0 ${to - from > 180 ? 1 : 0} 1 ${point(to, RADIUS)}`;
