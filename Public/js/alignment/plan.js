// What a plan shows of alignment, in one module: it comes once the plan itself can be read.

import { styles } from '../styles.js';

export { alignmentCard } from './card.js';
export { driftBar } from './drift.js';
export { signOffsCard } from './sign-offs.js';

export const dressed = styles('alignment', 'drift');
