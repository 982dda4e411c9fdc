// A line without axes that shows which way something went, with a dot on the newest. Silent: words stand beside it.

import { svg } from '../dom.js';

const EDGE = 3;

/** `values` are oldest first; drawn at its real size, so that the line keeps its weight. */
export function spark(values, { width = 64, height = 20 } = {}) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, i) => [
    (i / (values.length - 1) * (width - EDGE - 2) + 1.5).toFixed(1),
    (height - EDGE - (value - low) / range * (height - 2 * EDGE)).toFixed(1),
  ]);
  const [x, y] = points.at(-1);
  return svg`
    <svg class="spark" viewBox=${`0 0 ${width} ${height}`} width=${width} height=${height} aria-hidden="true">
      <polyline points=${points.map(point => point.join()).join(' ')}></polyline>
      <circle cx=${x} cy=${y} r="2.25"></circle>
    </svg>`;
}
