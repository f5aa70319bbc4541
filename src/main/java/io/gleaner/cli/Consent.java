package io.gleaner.cli;

import io.gleaner.model.Origin;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecoveryPlan;

/** How the user agrees to a change of the cluster. */
enum Consent {
    /** With {@code --yes} on the command line. */
    BEFOREHAND {
        @Override
        void requirePossible(Terminal terminal) {
            // Already given.
        }

        @Override
        boolean given(Terminal terminal, RecoveryPlan plan, Origin cluster) {
            return true;
        }
    },
    /** By an answer, after the preview was shown. */
    WHEN_ASKED {
        @Override
        void requirePossible(Terminal terminal) {
            if (!terminal.canAsk()) {
                throw new CommandException(ExitCode.USAGE, Text.of("cli.cannotAsk"), Text.of("cli.cannotAsk.next"));
            }
        }

        @Override
        boolean given(Terminal terminal, RecoveryPlan plan, Origin cluster) {
            return terminal.confirm(Text.of(
                    "cli.confirm", plan.name(), cluster.name(), plan.steps().size()));
        }
    };

    /** @throws CommandException when nobody is there to agree */
    abstract void requirePossible(Terminal terminal);

    abstract boolean given(Terminal terminal, RecoveryPlan plan, Origin cluster);

    static Consent of(boolean beforehand) {
        return beforehand ? BEFOREHAND : WHEN_ASKED;
    }
}
