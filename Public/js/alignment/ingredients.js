// The four ingredients of alignment: how each is called, drawn and weighed. Pure.

export const INGREDIENTS = {
  agreement: { letter: 'S', word: 'Agreement', weight: 'weightAgreement', usual: 0.3 },
  commitment: { letter: 'C', word: 'Commitment', weight: 'weightCommitment', usual: 0.2 },
  promises: { letter: 'K', word: 'Kept promises', weight: 'weightPromises', usual: 0.3 },
  pulse: { letter: 'U', word: 'Pulse', weight: 'weightPulse', usual: 0.2 },
};

/** What share of the ring each ingredient takes: [[name, weight], …], from the workspace's settings. */
export const weightsOf = workspace => Object.entries(INGREDIENTS)
  .map(([name, { weight, usual }]) => [name, workspace?.[weight] ?? usual]);
