// The words of what no first screen speaks of, each in its feature's folder.

import '../reviews/words.js';
