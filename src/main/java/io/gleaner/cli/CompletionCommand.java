package io.gleaner.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the completion script. */
@Command(
        name = "completion",
        description = "Print the completion script for bash and zsh.",
        footerHeading = "%nExample:%n",
        footer = "  source <(gleaner completion)")
final class CompletionCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    CompletionCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        CommandLine root = GleanerCommandLine.of(gleaner);
        gleaner.terminal().print(AutoComplete.bash(root.getCommandName(), root) + "\n");
        return ExitCode.FINE;
    }
}
