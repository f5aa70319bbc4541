package io.gleaner.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help;

/** All commands of {@code gleaner}, put together. */
public final class GleanerCommandLine {
    private GleanerCommandLine() {}

    /** Runs one command and returns its exit code; never throws. */
    public static int run(Surroundings surroundings, WindowOpener windows, String... arguments) {
        GleanerCommand gleaner = new GleanerCommand(surroundings, windows);
        try {
            return of(gleaner).execute(arguments);
        } catch (Throwable fault) {
            return new FailureHandler(gleaner).unexpected(fault);
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    static CommandLine of(GleanerCommand gleaner) {
        FailureHandler failures = new FailureHandler(gleaner);
        Surroundings surroundings = gleaner.surroundings();
        Help.Ansi ansi = gleaner.terminal().isColoured() ? Help.Ansi.ON : Help.Ansi.OFF;
        CommandLine commandLine = new CommandLine(gleaner)
                .addSubcommand(new DiagnoseCommand(gleaner))
                .addSubcommand(new TimelineCommand(gleaner))
                .addSubcommand(new PrecheckCommand(gleaner))
                .addSubcommand(new PlanCommand(gleaner))
                .addSubcommand(new RecoverCommand(gleaner))
                .addSubcommand(new UndoCommand(gleaner))
                .addSubcommand(new WatchCommand(gleaner))
                .addSubcommand(new JournalCommand(gleaner))
                .addSubcommand(new ScenariosCommand(gleaner))
                .addSubcommand(new WindowCommand(gleaner))
                .addSubcommand(new VersionCommand(gleaner))
                .addSubcommand(new CompletionCommand(gleaner));
        withHelp(commandLine);
        return commandLine
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(Help.defaultColorScheme(ansi))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static void withHelp(CommandLine commandLine) {
        commandLine.addMixin("help", new HelpOption());
        commandLine.getSubcommands().values().forEach(GleanerCommandLine::withHelp);
    }

    /** {@code --help} on every command. */
    private static final class HelpOption {
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        private boolean asked;
    }
}
