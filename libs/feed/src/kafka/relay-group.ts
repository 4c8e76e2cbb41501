/** The group whose checkpoint is how far the topics have been filled, and whose lanes are where they ended. */
export const relayGroup = 'relay';
