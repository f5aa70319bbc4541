package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.recovery.JournalException;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.SourceException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into a message with a next step and an exit code. A stack trace goes to the log alone. */
record FailureHandler(GleanerCommand gleaner) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parseResult) {
        return switch (failure) {
            case CommandException command -> tell(command.exitCode(), command.what(), command.nextStep());
            case SourceException source -> tell(ExitCode.of(source.problem()), source.what(), source.nextStep());
            case ClusterRequestException request ->
                tell(
                        ExitCode.of(request.reason()),
                        Text.of("cli.request." + request.reason(), String.valueOf(request.getMessage())),
                        Text.of("cli.request.next." + request.reason()));
            case JournalException journal -> {
                gleaner.terminal().tell(journal.what());
                yield ExitCode.of(journal.problem());
            }
            default -> unexpected(failure);
        };
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        Terminal terminal = gleaner.terminal();
        // The words are picocli's own.
        terminal.say(mistake.getMessage() + "\n");
        UnmatchedArgumentException.printSuggestions(
                mistake, terminal.surroundings().err());
        terminal.tell("cli.usage.help", command.getCommandSpec().qualifiedName());
        return ExitCode.USAGE;
    }

    /** A fault of Gleaner: one line with a code that finds the details in the log. */
    int unexpected(Throwable fault) {
        Logger log = LoggerFactory.getLogger(FailureHandler.class);
        String code = HexFormat.of().toHexDigits((short) fault.hashCode());
        log.error("fault {}", code, fault);
        return tell(
                ExitCode.FAULT,
                Text.of("cli.fault", code, fault.getClass().getSimpleName()),
                Text.of(
                        "cli.fault.next",
                        gleaner.surroundings()
                                .stateFolder()
                                .resolve("gleaner.log")
                                .toString()));
    }

    private int tell(int exitCode, Text what, Text nextStep) {
        Terminal terminal = gleaner.terminal();
        terminal.tell(what);
        terminal.tell(nextStep);
        return exitCode;
    }
}
