"""From a written mail in the ledger to an answer of the relay: the last gate, the mail, the settlement."""
