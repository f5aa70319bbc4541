package io.gleaner.cli;

import io.gleaner.source.scenario.Scenarios;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.text.Phrasebook;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the built-in incidents. */
@Command(
        name = "scenarios",
        description = "List the built-in incidents: clusters to practise on, without a cluster.",
        footerHeading = "%nExample:%n",
        footer = "  gleaner diagnose --scenario aborted-before-pod-upgrade")
final class ScenariosCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    ScenariosCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        Phrasebook phrases = terminal.phrases();
        for (Scenario scenario : Scenarios.all()) {
            terminal.print(
                    phrases.say("cli.scenario", scenario.name(), scenario.title(), scenario.description()) + "\n");
        }
        return ExitCode.FINE;
    }
}
