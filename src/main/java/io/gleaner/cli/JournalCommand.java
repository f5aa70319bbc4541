package io.gleaner.cli;

import io.gleaner.recovery.Journal;
import io.gleaner.recovery.RecordedRun;
import io.gleaner.report.JournalJson;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what Gleaner did from this workstation. */
@Command(
        name = "journal",
        description = {
            "Show the runs of this workstation.",
            "Newest first; those that were cut short come first of all. With RUN-ID: one run with its steps."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner journal",
            "  gleaner journal 7f3a",
            "  gleaner journal -o json 7f3a      with every object before and after",
            "",
            "Exit codes: 0 fine; 2 usage or no such run."
        })
final class JournalCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN-ID", description = "Id of a run, or how it starts.")
    private @Nullable String runId;

    @Option(
            names = {"-o", "--format"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    JournalCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        RunsOnRecord runs = RunsOnRecord.of(new Journal(gleaner.surroundings().stateFolder()));
        runs.damaged().forEach(line -> terminal.tell(line.why()));
        String id = runId;
        if (id == null) {
            terminal.print(
                    format == Format.JSON
                            ? JournalJson.write(runs.all())
                            : terminal.runText().list(runs.all(), runs.cutShort(), runs.file()));
        } else {
            RecordedRun run = runs.find(id);
            if (runs.cutShort().contains(run)) {
                terminal.say(terminal.runText().cutShort(run));
            }
            terminal.print(
                    format == Format.JSON
                            ? JournalJson.write(List.of(run))
                            : terminal.runText().write(run));
        }
        return ExitCode.FINE;
    }
}
